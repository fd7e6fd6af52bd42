package org.opengms.market;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Takes enquiries from anybody, and what officers do about them.
public final class EnquiryDesk {
    /// How long after its end an enquiry's contact is kept: long enough for whoever comes back
    /// within the same year. A rule of this program.
    public static final Duration CONTACT_KEPT = Duration.ofDays(365);

    private static final Duration FIGURES_OF = Duration.ofDays(365);

    private final EnquiryStore store;
    private final Clock clock;

    public EnquiryDesk(EnquiryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Takes what was typed into the form. The same form sent again is the same enquiry.
    public EnquiryAnswer ask(
            String number,
            String organisation,
            Optional<AskerKind> kind,
            String wanted,
            String benefit,
            String email) {
        List<EnquiryAnswer.Problem> problems = new ArrayList<>();
        for (Runnable check :
                List.<Runnable>of(
                        () -> Enquiry.requireNumber(number),
                        () -> Enquiry.requireOrganisation(organisation),
                        () -> requireKind(kind),
                        () -> Enquiry.requireWanted(wanted),
                        () -> Enquiry.requireBenefit(benefit),
                        () -> new Contact(email))) {
            try {
                check.run();
            } catch (IllegalArgumentException e) {
                problems.add(EnquiryAnswer.Problem.read(String.valueOf(e.getMessage())));
            }
        }
        if (!problems.isEmpty()) {
            return new EnquiryAnswer.Refused(problems);
        }
        Enquiry enquiry =
                new Enquiry(
                        EnquiryId.random(),
                        clock.instant(),
                        number,
                        organisation,
                        kind.orElseThrow(),
                        wanted,
                        benefit);
        return new EnquiryAnswer.Kept(store.add(enquiry, new Contact(email)));
    }

    private static void requireKind(Optional<AskerKind> kind) {
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("kind: say what kind of organisation you are.");
        }
    }

    /// Writes down what was done.
    ///
    /// @param known how many steps the officer saw, so that nobody writes over somebody else's
    /// @param step what was done, as typed: throws with `field: what to do` where it cannot be read
    /// @param by the member of staff
    public EnquiryAnswer take(EnquiryId id, int known, Supplier<Step> step, String by) {
        Optional<EnquiryHistory> history = store.find(id);
        if (history.isEmpty()) {
            return new EnquiryAnswer.NotFound();
        }
        Step taken;
        try {
            taken = step.get();
        } catch (IllegalArgumentException e) {
            return new EnquiryAnswer.Refused(
                    List.of(EnquiryAnswer.Problem.read(String.valueOf(e.getMessage()))));
        }
        Optional<String> hindrance = history.get().hindrance(taken.leadsTo());
        if (hindrance.isPresent()) {
            return EnquiryAnswer.Refused.of("step", hindrance.get());
        }
        EnquiryHistory.Dated dated = new EnquiryHistory.Dated(taken, clock.instant(), by);
        return history.get().steps().size() == known && store.add(id, known, dated)
                ? new EnquiryAnswer.Kept(id)
                : EnquiryAnswer.Refused.of(
                        "",
                        "Somebody else wrote something down meanwhile. Look at it, and try again.");
    }

    /// One enquiry.
    public Optional<EnquiryHistory> find(EnquiryId id) {
        return store.find(id);
    }

    /// How to reach whoever asked.
    public Optional<Contact> contact(EnquiryId id) {
        return store.contact(id);
    }

    /// Those at a stage, the longest there first.
    public List<EnquiryHistory> at(Stage stage, int offset, int limit) {
        return store.at(stage, offset, limit);
    }

    /// How many are at each stage; a stage where none is may be missing.
    public Map<Stage, Long> counts() {
        return store.counts();
    }

    /// What became of the enquiries of the last year.
    public PipelineFigures figures() {
        Instant now = clock.instant();
        return PipelineFigures.of(store.between(now.minus(FIGURES_OF), now));
    }

    /// Forgets contacts that are not needed any more.
    ///
    /// @return how many
    public int forgetContacts() {
        return store.forgetContacts(clock.instant().minus(CONTACT_KEPT));
    }
}
