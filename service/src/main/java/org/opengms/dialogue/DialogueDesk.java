package org.opengms.dialogue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.consent.ConsentStatement;
import org.opengms.disclosure.DisclosureRules;

/// Takes answers to consultations, lets moderators publish words, and tells what came of it.
public final class DialogueDesk {
    /// By whom made-up answers, decisions and surveys are taken in, for a service that demonstrates
    /// itself.
    public static final String DEMONSTRATION = "demonstration";

    /// How many remarks a page shows.
    private static final int MOST_REMARKS = 100;

    private static final Set<Way> IMPORTED = EnumSet.of(Way.PAPER, Way.JURY, Way.SAMPLE);

    private final List<Consultation> shipped;
    private final DialogueStore store;
    private final ModerationRules moderation;
    private final ConsentWordings wordings;
    private final DisclosureRules disclosure;
    private final Clock clock;

    /// @param shipped consultations beside those that the operator publishes
    public DialogueDesk(
            List<Consultation> shipped,
            DialogueStore store,
            ModerationRules moderation,
            ConsentWordings wordings,
            DisclosureRules disclosure,
            Clock clock) {
        this.shipped = List.copyOf(shipped);
        this.store = store;
        this.moderation = moderation;
        this.wordings = wordings;
        this.disclosure = disclosure;
        this.clock = clock;
    }

    /// The day in the United Kingdom.
    public LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }

    /// The rules by which words are published.
    public ModerationRules moderationRules() {
        return moderation;
    }

    /// The wording of consent in all versions.
    public ConsentWordings wordings() {
        return wordings;
    }

    /// All consultations that have been published, the one that opened last first.
    public List<Consultation> all() {
        return Stream.concat(shipped.stream(), store.published().stream())
                .sorted(
                        Comparator.comparing(Consultation::opens)
                                .reversed()
                                .thenComparing(Consultation::id))
                .toList();
    }

    /// A consultation by its id.
    public Optional<Consultation> find(String id) {
        return all().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /// Publishes a consultation. It cannot begin in the past.
    public DialogueAnswer<Consultation> publish(Consultation consultation, String by) {
        Optional<Consultation> known = find(consultation.id());
        if (known.isPresent()) {
            return known.get().equals(consultation)
                    ? new DialogueAnswer.Done<>(consultation)
                    : refused(
                            "id",
                            "OGMS-8203 Another consultation has this id, and what is published is not changed. Give it another id.");
        }
        if (Consultation.isMadeUp(consultation.id())) {
            return refused(
                    "id",
                    "OGMS-8203 The demonstration's consultation with made-up answers has this id. Give it another id.");
        }
        if (consultation.opens().isBefore(today())) {
            return refused(
                    "opens", "OGMS-8204 A consultation opens today or later. Mend its first day.");
        }
        Optional<String> wrong = subjectProblem(consultation);
        if (wrong.isPresent()) {
            return refused("subject", wrong.get());
        }
        return store.publish(consultation, by, clock.instant())
                ? new DialogueAnswer.Done<>(consultation)
                : refused("id", "OGMS-8203 Another consultation has just taken this id.");
    }

    private Optional<String> subjectProblem(Consultation consultation) {
        return switch (consultation.subject().kind()) {
            case POLICY -> Optional.empty();
            case CONSENT_WORDING ->
                    wordings.version(consultation.subject().version()).isPresent()
                            ? Optional.empty()
                            : Optional.of(
                                    "OGMS-8205 There is no such version of the wording of consent.");
        };
    }

    private static <T> DialogueAnswer<T> refused(String field, String reason) {
        return new DialogueAnswer.Refused<>(field, reason);
    }

    private static <T> DialogueAnswer<T> none() {
        return new DialogueAnswer.NotFound<>("There is no such consultation.");
    }

    /// What became of an answer.
    public enum Counted {
        /// It counts.
        NOW,
        /// The same form was sent before; that answer counts, and this one is not kept.
        BEFORE
    }

    /// Takes the answer of somebody on the web.
    ///
    /// @param number of the form: no form counts twice
    /// @param option its code
    /// @param words what was written; may be blank
    public DialogueAnswer<Counted> answer(String id, String number, String option, String words) {
        Optional<Consultation> found = find(id);
        if (found.isEmpty()) {
            return none();
        }
        Consultation consultation = found.get();
        if (consultation.phase(today()) != Consultation.Phase.OPEN) {
            return refused("", "This consultation is not open. Your answer was not kept.");
        }
        if (consultation.option(option).isEmpty()) {
            return refused("option", "Choose one of the answers.");
        }
        String written = Response.CONTROL.matcher(words).replaceAll("").strip();
        if (written.length() > Response.MOST_LETTERS) {
            return refused(
                    "words",
                    "Write at most %,d letters. You wrote %,d."
                            .formatted(Response.MOST_LETTERS, written.length()));
        }
        if (!Response.isNumber(number)) {
            return refused("", "The form is not complete. Load the page again and answer anew.");
        }
        int kept =
                store.add(
                        id,
                        List.of(
                                new Response(
                                        number,
                                        Way.WEB,
                                        option,
                                        Optional.of(written).filter(w -> !w.isEmpty()),
                                        1,
                                        today())));
        return new DialogueAnswer.Done<>(kept == 1 ? Counted.NOW : Counted.BEFORE);
    }

    /// Whether an import is kept.
    public enum Run {
        /// Nothing is kept.
        DRY,
        /// It is kept if nothing is wrong with it.
        KEEP
    }

    /// What an import came to, or would.
    ///
    /// @param kept answers that were not there before
    /// @param before answers that an earlier import has brought, the same in all they say
    /// @param problems with their rows; if there is one, nothing is kept
    public record Imported(int kept, int before, List<String> problems) {
        public Imported {
            problems = List.copyOf(problems);
        }
    }

    /// Imports answers on paper, of a citizens' jury or of a sample. The same sheet may come again.
    public DialogueAnswer<Imported> take(String id, String csv, Run run) {
        return take(id, csv, IMPORTED, run);
    }

    private DialogueAnswer<Imported> take(String id, String csv, Set<Way> ways, Run run) {
        Optional<Consultation> found = find(id);
        if (found.isEmpty()) {
            return none();
        }
        if (!store.decisions(id).isEmpty()) {
            return refused(
                    "",
                    "OGMS-8206 The consultation has been decided. Nothing can be added to what the decision was made on.");
        }
        ResponseSheet sheet = ResponseSheet.read(csv, found.get(), ways);
        List<String> problems = new ArrayList<>(sheet.problems());
        Map<String, Response> known =
                store
                        .numbered(
                                id,
                                sheet.responses().stream()
                                        .map(Response::number)
                                        .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Response::number, Function.identity()));
        List<Response> fresh = new ArrayList<>();
        for (Response response : sheet.responses()) {
            Response before = known.get(response.number());
            if (before == null) {
                fresh.add(response);
            } else if (!before.equals(response)) {
                problems.add(
                        "number %s: an answer with this number is kept and says something else. Answers are not changed; use a number of its own."
                                .formatted(response.number()));
            }
        }
        int same = sheet.responses().size() - fresh.size();
        if (!problems.isEmpty()) {
            return new DialogueAnswer.Done<>(new Imported(0, 0, problems));
        }
        int kept = run == Run.KEEP && !fresh.isEmpty() ? store.add(id, fresh) : 0;
        return new DialogueAnswer.Done<>(
                new Imported(run == Run.KEEP ? kept : fresh.size(), same, List.of()));
    }

    /// Takes in made-up answers and their decision, for a service that demonstrates itself; once.
    public void demonstrate(String id, String csv, PublicDecision decision) {
        if (store.decisions(id).isEmpty()) {
            take(id, csv, EnumSet.allOf(Way.class), Run.KEEP);
            decide(id, decision, DEMONSTRATION);
        }
    }

    /// Words that wait for a moderator, oldest first.
    public List<Remark> waiting(String id) {
        return store.waiting(id, MOST_REMARKS);
    }

    /// Publishes words, or refuses to by a rule.
    public DialogueAnswer<Moderation> moderate(
            String id, String number, Moderation outcome, String by) {
        if (find(id).isEmpty()) {
            return none();
        }
        if (outcome instanceof Moderation.Refused(int rule) && moderation.rule(rule).isEmpty()) {
            return refused(
                    "rule",
                    "OGMS-8207 There is no rule %d. Words are refused by one of the published rules."
                            .formatted(rule));
        }
        return store.moderate(id, number, outcome, by, clock.instant())
                ? new DialogueAnswer.Done<>(outcome)
                : new DialogueAnswer.NotFound<>("There is no such answer with words.");
    }

    /// What was written and may be read, and by which rules what not.
    ///
    /// @param shown newest first
    /// @param refused how many, by the number of the rule
    public record Remarks(List<Remark> shown, Map<Integer, Long> refused) {
        public Remarks {
            shown = List.copyOf(shown);
            refused = java.util.Collections.unmodifiableMap(new TreeMap<>(refused));
        }
    }

    /// The words beside the choices.
    public Remarks remarks(Consultation consultation) {
        return new Remarks(
                store.accepted(consultation.id(), MOST_REMARKS), store.refused(consultation.id()));
    }

    /// What was answered; absent until the consultation is closed, so that nobody is led by others.
    public Optional<Results> results(Consultation consultation) {
        return consultation.phase(today()) == Consultation.Phase.CLOSED
                ? Optional.of(
                        Results.of(
                                consultation,
                                store.tallies(consultation.id()),
                                disclosure.counts()))
                : Optional.empty();
    }

    /// How it ended, the newest last.
    public List<PublicDecision> decisions(Consultation consultation) {
        return store.decisions(consultation.id());
    }

    /// Records how a consultation ended. The first decision has number 1; each later one corrects.
    public DialogueAnswer<PublicDecision> decide(
            String id, PublicDecision decision, String recordedBy) {
        Optional<Consultation> found = find(id);
        if (found.isEmpty()) {
            return none();
        }
        Consultation consultation = found.get();
        Instant now = clock.instant();
        LocalDate today = ConsentStatement.day(now);
        if (consultation.phase(decision.on()) != Consultation.Phase.CLOSED
                || decision.on().isAfter(today)) {
            return refused(
                    "on",
                    "OGMS-8208 A decision is made after the consultation has closed (%s), and not in the future."
                            .formatted(consultation.closes()));
        }
        int next = store.decisions(id).size() + 1;
        if (decision.number() != next) {
            return refused(
                    "number",
                    "OGMS-8209 The next decision of this consultation is number %d. What is decided stays; a correction is a further decision."
                            .formatted(next));
        }
        if (decision.changedTo().isPresent()) {
            Optional<String> wrong = changeProblem(consultation, decision.changedTo().get());
            if (wrong.isPresent()) {
                return refused("changedTo", wrong.get());
            }
        }
        return store.decide(id, decision, recordedBy, now)
                ? new DialogueAnswer.Done<>(decision)
                : refused("number", "OGMS-8209 Another decision has just been recorded. Read it.");
    }

    private Optional<String> changeProblem(Consultation consultation, String to) {
        if (to.equals(consultation.subject().version())) {
            return Optional.of(
                    "OGMS-8210 The version changed to is the one that was asked about. Leave it out if nothing changes.");
        }
        return switch (consultation.subject().kind()) {
            case POLICY -> Optional.empty();
            case CONSENT_WORDING ->
                    wordings.version(to)
                                    .flatMap(ConsentWordings.Version::consultation)
                                    .filter(consultation.id()::equals)
                                    .isPresent()
                            ? Optional.empty()
                            : Optional.of(
                                    "OGMS-8211 The wording of consent has no version %s that names this consultation. Add the version first."
                                            .formatted(to));
        };
    }
}
