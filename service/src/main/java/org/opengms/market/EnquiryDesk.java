package org.opengms.market;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        return refusing(() -> {
            Enquiry enquiry =
                    new Enquiry(
                            EnquiryId.random(),
                            clock.instant(),
                            number,
                            organisation,
                            kind.orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "kind: say what kind of organisation you are.")),
                            wanted,
                            benefit);
            return new EnquiryAnswer.Kept(store.add(enquiry, new Contact(email)));
        });
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
        return refusing(() -> {
            Step taken = step.get();
            Optional<String> hindrance = history.get().hindrance(taken);
            if (hindrance.isPresent()) {
                return new EnquiryAnswer.Refused("step", hindrance.get());
            }
            EnquiryHistory.Dated dated = new EnquiryHistory.Dated(taken, clock.instant(), by);
            if (history.get().steps().size() != known || !store.add(id, known, dated)) {
                return new EnquiryAnswer.Refused(
                        "",
                        "Somebody else wrote something down meanwhile. Look at it, and try again.");
            }
            return new EnquiryAnswer.Kept(id);
        });
    }

    private static EnquiryAnswer refusing(Supplier<EnquiryAnswer> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            String words = String.valueOf(e.getMessage());
            int colon = words.indexOf(": ");
            return colon < 0
                    ? new EnquiryAnswer.Refused("", words)
                    : new EnquiryAnswer.Refused(
                            words.substring(0, colon), words.substring(colon + 2));
        }
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

    /// How many are at a stage.
    public long count(Stage stage) {
        return store.count(stage);
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
