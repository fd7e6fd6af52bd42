package org.opengms.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.people.PersonId;
import org.opengms.testing.Cases;

class ConsentStateTest {
    private static final PersonId PERSON = PersonId.random();

    /// A history written as `said`, or `said@recorded`, then what, then who: days of January 2026.
    private static ConsentHistory history(String text, Optional<LocalDate> birthDate) {
        List<ConsentStatement> statements = new ArrayList<>();
        for (String one : text.isBlank() ? new String[0] : text.strip().split("\\s*;\\s*")) {
            String[] word = one.split("\\s+");
            String[] days = word[0].split("@");
            LocalDate said = LocalDate.of(2026, 1, Integer.parseInt(days[0], 10));
            LocalDate recorded =
                    days.length > 1 ? LocalDate.of(2026, 1, Integer.parseInt(days[1], 10)) : said;
            statements.add(
                    new ConsentStatement(
                            StatementId.random(),
                            PERSON,
                            said(word[1], said),
                            word.length > 2
                                    ? Optional.of(WhoChose.valueOf(word[2]))
                                    : Optional.empty(),
                            "Consent/1",
                            said,
                            noon(recorded),
                            "clinician"));
        }
        return new ConsentHistory(PERSON, birthDate, statements);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(ConsentStatement.ENGLAND).toInstant();
    }

    private static Said said(String what, LocalDate on) {
        return switch (what) {
            case "yes" -> new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty());
            case "yes-but-companies" ->
                    new Said.Research(
                            ResearchChoice.AGREED,
                            Set.of(Use.RESEARCH_BY_COMPANIES),
                            Optional.empty());
            case "no" -> new Said.Research(ResearchChoice.DECLINED, Set.of(), Optional.empty());
            case "later" ->
                    new Said.Research(
                            ResearchChoice.UNDECIDED, Set.of(), Optional.of(on.plusDays(10)));
            case "form-yes" -> form(ResearchChoice.AGREED);
            case "form-no" -> form(ResearchChoice.DECLINED);
            case "form-undecided" -> form(ResearchChoice.UNDECIDED);
            case "form-to-follow" -> new Said.Discussion(RecordOfDiscussion.TO_FOLLOW);
            case "withdraw" -> new Said.FullWithdrawal();
            case "withdraw-companies" ->
                    new Said.PartialWithdrawal(Set.of(Use.RESEARCH_BY_COMPANIES));
            case "withdraw-contact" ->
                    new Said.PartialWithdrawal(Set.of(Use.CONTACT_ABOUT_RESEARCH));
            case "withdraw-relatives" -> new Said.PartialWithdrawal(Set.of(Use.CARE_OF_RELATIVES));
            case "share" -> new Said.SharingWithRelatives(true);
            case "keep" -> new Said.SharingWithRelatives(false);
            case "opt-out" -> new Said.NationalDataOptOut(true);
            case "opt-in" -> new Said.NationalDataOptOut(false);
            case "assent" -> new Said.YoungPersonsAssent(true);
            case "no-assent" -> new Said.YoungPersonsAssent(false);
            case "advice-yes" -> new Said.ConsulteeAdvice(true);
            case "advice-no" -> new Said.ConsulteeAdvice(false);
            case "died" -> new Said.Death(on);
            case "capacity" -> new Said.Capacity(true);
            case "no-capacity" -> new Said.Capacity(false);
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static Said form(ResearchChoice research) {
        return new Said.Discussion(
                new RecordOfDiscussion(
                        DiscussionState.TAKEN, Optional.of(true), research, Optional.empty()));
    }

    private static String standing(ConsentState state) {
        return state.research().getClass().getSimpleName();
    }

    private static String allowed(ConsentState state) {
        Set<String> uses = new TreeSet<>();
        for (Use use : Use.values()) {
            if (state.allows(use)) {
                uses.add(
                        switch (use) {
                            case RESEARCH_NOT_FOR_PROFIT -> "research";
                            case RESEARCH_BY_COMPANIES -> "companies";
                            case CONTACT_ABOUT_RESEARCH -> "contact";
                            case CARE_OF_RELATIVES -> "relatives";
                        });
            }
        }
        return String.join(" ", uses);
    }

    /// The specification: what was said in January, how the person stands on the 31st, which uses
    /// are allowed then, and how many things readers are told.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'',                                        NeverAsked,  '', 0",
        "1 form-to-follow,                          NeverAsked,  '', 0",
        "1 yes ADULT,                               Agreed,      'companies contact research', 0",
        "1 form-yes,                                Agreed,      'companies contact relatives research', 0",
        "1 form-no,                                 Declined,    'relatives', 0",
        "1 form-undecided,                          Undecided,   'relatives', 0",
        "1 no,                                      Declined,    '', 0",
        "1 later,                                   Undecided,   '', 0",
        "1 yes-but-companies ADULT,                 Agreed,      'contact research', 0",
        "1 yes; 5 no,                               Declined,    '', 0",
        "1 no; 5 yes,                               Agreed,      'companies contact research', 0",
        "1 yes; 5 later,                            Undecided,   '', 0",
        "1 form-yes; 5 withdraw,                    Withdrawn,   '', 0",
        "1 form-yes; 5 withdraw-companies,          Agreed,      'contact relatives research', 0",
        "1 form-yes; 5 withdraw-contact,            Agreed,      'companies relatives research', 0",
        "1 form-yes; 5 withdraw-relatives,          Agreed,      'companies contact research', 0",
        "'1 form-yes; 5 withdraw; 9 yes',           Agreed,      'companies contact research', 0",
        "'1 form-yes; 5 withdraw; 9 form-yes',      Agreed,      'companies contact research', 0",
        "'1 form-yes; 5 withdraw-companies; 9 form-yes', Agreed, 'contact relatives research', 1",
        "'1 yes; 5 withdraw-companies; 9 yes',      Agreed,      'companies contact research', 0",
        // A statement that comes late: recorded order wins, and it is told.
        "5 yes; 1@9 no,                             Declined,    '', 1",
        // But a yes from before a no does not lift it.
        "5 no; 1@9 yes,                             Declined,    '', 2",
        "'1 form-yes; 9 withdraw; 5@12 form-yes',   Withdrawn,   '', 2",
        "9 withdraw; 5@12 later,                    Withdrawn,   '', 2",
        // On one day the recorded order decides.
        "5 no; 5 yes,                               Agreed,      'companies contact research', 0",
        "5 yes; 5 no,                               Declined,    '', 0",
        "1 share; 5 keep,                           NeverAsked,  '', 0",
        "5 keep; 1@9 share,                         NeverAsked,  '', 2",
        "5 keep; 9 share,                           NeverAsked,  'relatives', 0",
        "5 keep; 9 form-yes,                        Agreed,      'companies contact research', 0",
        // Young people and adults without capacity.
        "1 yes PARENT_OR_GUARDIAN; 1 no-assent,     Agreed,      'companies contact research', 1",
        "1 yes PARENT_OR_GUARDIAN; 1 assent,        Agreed,      'companies contact research', 0",
        "1 advice-no CONSULTEE,                     Declined,    '', 0",
        "1 advice-yes CONSULTEE,                    NeverAsked,  '', 0",
        "1 yes CONSULTEE; 5 advice-no CONSULTEE,    Declined,    '', 0",
        "1 advice-yes CONSULTEE; 1 yes CONSULTEE,   Agreed,      'companies contact research', 0",
        "1 yes CONSULTEE; 9 capacity,               Lapsed,      '', 0",
        "'1 yes CONSULTEE; 9 capacity; 12 yes ADULT', Agreed,    'companies contact research', 0",
        "1 no-capacity; 2 yes CONSULTEE,            Agreed,      'companies contact research', 0",
        // Death ends what the person chose, unless a choice is made for the dead.
        "1 yes ADULT; 9 died,                       EndedByDeath, '', 0",
        "9 died; 12 yes FOR_THE_DECEASED,           Agreed,      'companies research', 0",
        "1 no ADULT; 9 died,                        Declined,    '', 0",
        // The national opt-out is no choice about research; the gate weighs it.
        "1 yes; 5 opt-out,                          Agreed,      'companies contact research', 0"
    })
    void isWhatTheHistoryAddsUpTo(String history, String standing, String allowed, int told) {
        ConsentState state =
                ConsentState.at(
                        history(history, Optional.empty()), noon(LocalDate.of(2026, 1, 31)));
        assertEquals(standing, standing(state));
        assertEquals(allowed, allowed(state));
        assertEquals(told, state.told().size(), () -> String.join("\n", state.told()));
        assertFalse(state.research().words().isBlank());
    }

    @Nested
    class AParentsYes {
        @ParameterizedTest
        @CsvSource({"2008-01-31, Lapsed", "2008-02-01, Agreed", "2010-01-20, Agreed"})
        void carriesUntilTheEighteenthBirthday(LocalDate born, String standing) {
            assertEquals(
                    standing,
                    standing(
                            ConsentState.at(
                                    history("1 yes PARENT_OR_GUARDIAN", Optional.of(born)),
                                    noon(LocalDate.of(2026, 1, 31)))));
        }
    }

    @Nested
    class AYesOfNobodyInParticular {
        /// Forms that do not say who chose: below 16 a parent did.
        @ParameterizedTest
        @CsvSource({
            "2008-01-31, 1 form-yes, Agreed, ''",
            "2010-01-02, 1 form-yes, Agreed, PARENT_OR_GUARDIAN",
            "2010-01-01, 1 form-yes, Agreed, ''"
        })
        void isAParentsWhereThePersonWasAChild(
                LocalDate born, String history, String standing, String by) {
            ConsentState state =
                    ConsentState.at(
                            history(history, Optional.of(born)), noon(LocalDate.of(2026, 1, 31)));
            assertEquals(standing, standing(state));
            assertEquals(by, state.chosenBy().map(WhoChose::name).orElse(""));
        }

        @Test
        void endsWhenTheChildIsAnAdult() {
            ConsentHistory history = history("1 form-yes", Optional.of(LocalDate.of(2015, 6, 1)));
            assertEquals(
                    "Agreed", standing(ConsentState.at(history, noon(LocalDate.of(2033, 5, 31)))));
            assertEquals(
                    "Lapsed", standing(ConsentState.at(history, noon(LocalDate.of(2033, 6, 1)))));
        }
    }

    @Nested
    class AskingAgain {
        @ParameterizedTest
        @CsvSource({
            "1 yes PARENT_OR_GUARDIAN,                2010-01-20, 2026-01-19, ''",
            "1 yes PARENT_OR_GUARDIAN,                2010-01-20, 2026-01-20, TURNED_16",
            "1 no PARENT_OR_GUARDIAN,                 2010-01-20, 2026-01-31, TURNED_16",
            "1 yes PARENT_OR_GUARDIAN,                2008-01-20, 2026-01-31, TURNED_18",
            "1 yes PARENT_OR_GUARDIAN; 25 yes ADULT,  2010-01-20, 2026-01-31, ''",
            "1 yes PARENT_OR_GUARDIAN; 25 died,       2010-01-20, 2026-01-31, ''",
            "1 yes PARENT_OR_GUARDIAN; 25 withdraw-contact, 2010-01-20, 2026-01-31, ''",
            "1 yes CONSULTEE; 20 capacity,            1970-01-01, 2026-01-31, REGAINED_CAPACITY",
            "1 yes CONSULTEE,                         1970-01-01, 2026-01-31, ''",
            "1 later ADULT,                           1970-01-01, 2026-01-10, ''",
            "1 later ADULT,                           1970-01-01, 2026-01-11, ASKED_TO_BE_ASKED",
            "1 yes ADULT,                             1970-01-01, 2026-01-31, ''"
        })
        void isDueAtSixteenAtEighteenOnRegainedCapacityAndWhenAskedFor(
                String history, LocalDate born, LocalDate today, String occasion) {
            assertEquals(
                    occasion,
                    Recontact.due(history(history, Optional.of(born)), today)
                            .map(due -> due.why().name())
                            .orElse(""));
        }
    }

    @Nested
    class ThePast {
        private static final List<String> WORDS =
                List.of(
                        "yes",
                        "no",
                        "later",
                        "form-yes",
                        "form-no",
                        "withdraw",
                        "withdraw-companies",
                        "share",
                        "keep",
                        "opt-out",
                        "no-assent",
                        "advice-no",
                        "died",
                        "capacity",
                        "yes-but-companies");

        @Test
        void isNeverRewrittenByWhatIsRecordedLater() {
            Cases.check(
                    500,
                    random -> {
                        StringBuilder text = new StringBuilder();
                        int recorded = 1;
                        int statements = 1 + random.nextInt(6);
                        List<Integer> recordedOn = new ArrayList<>();
                        for (int i = 0; i < statements; i++) {
                            recorded += random.nextInt(5);
                            recordedOn.add(recorded);
                            text.append(i == 0 ? "" : "; ")
                                    .append(1 + random.nextInt(recorded))
                                    .append('@')
                                    .append(recorded)
                                    .append(' ')
                                    .append(WORDS.get(random.nextInt(WORDS.size())));
                        }
                        ConsentHistory whole = history(text.toString(), Optional.empty());
                        for (int i = 0; i < statements; i++) {
                            Instant then = noon(LocalDate.of(2026, 1, recordedOn.get(i)));
                            ConsentHistory known =
                                    new ConsentHistory(
                                            PERSON,
                                            Optional.empty(),
                                            whole.statements().stream()
                                                    .filter(s -> !s.recordedAt().isAfter(then))
                                                    .toList());
                            assertEquals(
                                    ConsentState.at(known, noon(LocalDate.of(2026, 1, 31))),
                                    ConsentState.at(whole, then),
                                    text.toString());
                        }
                    });
        }

        @Test
        void doesNotBringBackWhatWasWithdrawnSince() {
            Cases.check(
                    500,
                    random -> {
                        int no = 10 + random.nextInt(10);
                        StringBuilder text = new StringBuilder(no + " withdraw");
                        for (int i = 0; i < 4; i++) {
                            text.append("; ")
                                    .append(1 + random.nextInt(no - 1))
                                    .append('@')
                                    .append(no + 1 + i)
                                    .append(' ')
                                    .append(WORDS.get(random.nextInt(WORDS.size())));
                        }
                        ConsentState state =
                                ConsentState.at(
                                        history(text.toString(), Optional.empty()),
                                        noon(LocalDate.of(2026, 1, 31)));
                        for (Use use : EnumSet.allOf(Use.class)) {
                            assertFalse(state.allows(use), () -> use + " after " + text);
                        }
                    });
        }
    }

    @Nested
    class AStatementOfAClockThatIsAhead {
        @Test
        void countsAlready() {
            ConsentHistory history = history("1 yes; 5 withdraw", Optional.empty());
            assertTrue(history.now(noon(LocalDate.of(2026, 1, 3))).refused().size() > 0);
        }
    }

    @Nested
    class AStatementAboutSomebodyElse {
        @Test
        void isNoPartOfAHistory() {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    new ConsentHistory(
                                            PersonId.random(),
                                            Optional.empty(),
                                            history("1 yes", Optional.empty()).statements()));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7103"));
        }
    }
}
