package org.opengms.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.access.StudyPurpose.Promise;
import org.opengms.consent.ResearchQuestion;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Met;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchQuestion.Sensitive;
import org.opengms.infrastructure.OdsCode;

class ApplicationTest {
    private static <E extends Enum<E>> Set<E> set(Class<E> type, String names) {
        return names.isEmpty()
                ? Set.of()
                : Stream.of(names.split("\\+"))
                        .map(name -> Enum.valueOf(type, name))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }

    @ParameterizedTest
    @CsvSource({
        "HEALTH,         '',   NOT_FOR_PROFIT, '',            ''",
        "'',             '',   NOT_FOR_PROFIT, '',            purpose.aims",
        "GENERAL+HEALTH, '',   NOT_FOR_PROFIT, '',            purpose.aims",
        "GENERAL,        '',   FOR_PROFIT,     '',            ''",
        "HEALTH,         D1,   NOT_FOR_PROFIT, '',            purpose.disease",
        "DISEASE,        '',   NOT_FOR_PROFIT, '',            purpose.disease",
        "DISEASE,        D1,   NOT_FOR_PROFIT, '',            ''",
        "HEALTH,         '',   NOT_SAID,       '',            purpose.reach",
        "METHODS,        '',   NOT_FOR_PROFIT, STUDIES_GENES, purpose.promises",
        "METHODS+HEALTH, '',   NOT_FOR_PROFIT, STUDIES_GENES, ''",
    })
    void isRefusedWithTheFieldWhereCodesContradictEachOther(
            String aims, String disease, Reach reach, String promises, String field) {
        try {
            new StudyPurpose(
                    set(Aim.class, aims),
                    Optional.of(disease).filter(d -> !d.isEmpty()),
                    reach,
                    Set.of(),
                    set(Promise.class, promises),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            assertEquals("", field);
        } catch (IllegalArgumentException refused) {
            assertTrue(
                    !field.isEmpty() && String.valueOf(refused.getMessage()).contains(field),
                    String.valueOf(refused.getMessage()));
        }
    }

    /// Every purpose that can be written, by a plainer reading of what contradicts what.
    @Test
    void isTakenExactlyWhereNoTwoCodesContradictEachOther() {
        int taken = 0;
        int refused = 0;
        for (Set<Aim> aims : subsets(Aim.values())) {
            for (Optional<String> disease : List.of(Optional.<String>empty(), Optional.of("D1"))) {
                for (Reach reach : Reach.values()) {
                    for (Set<Sensitive> sensitive :
                            List.of(
                                    Set.<Sensitive>of(),
                                    Set.of(Sensitive.NOT_HEALTH),
                                    Set.of(Sensitive.CHILDREN))) {
                        for (Set<Promise> promises : subsets(Promise.values())) {
                            boolean makesSense =
                                    !aims.isEmpty()
                                            && (aims.size() == 1 || !aims.contains(Aim.GENERAL))
                                            && aims.contains(Aim.DISEASE) == disease.isPresent()
                                            && reach != Reach.NOT_SAID
                                            && !(aims.equals(Set.of(Aim.METHODS))
                                                    && promises.contains(Promise.STUDIES_GENES))
                                            && !(sensitive.contains(Sensitive.NOT_HEALTH)
                                                    && (aims.contains(Aim.HEALTH)
                                                            || aims.contains(Aim.DISEASE)));
                            boolean accepted = isTaken(aims, disease, reach, sensitive, promises);
                            assertEquals(
                                    makesSense,
                                    accepted,
                                    () ->
                                            "%s %s %s %s %s"
                                                    .formatted(
                                                            aims, disease, reach, sensitive,
                                                            promises));
                            if (accepted) {
                                taken++;
                            } else {
                                refused++;
                            }
                        }
                    }
                }
            }
        }
        // 16 sets of aims make sense, 12 of them about health; methods alone study no genes.
        assertEquals(2 * (2 * (15 * 32 + 16) + (3 * 32 + 16)), taken);
        assertEquals(32 * 2 * 3 * 3 * 32, taken + refused);
    }

    private static boolean isTaken(
            Set<Aim> aims,
            Optional<String> disease,
            Reach reach,
            Set<Sensitive> sensitive,
            Set<Promise> promises) {
        try {
            StudyPurpose purpose =
                    new StudyPurpose(
                            aims,
                            disease,
                            reach,
                            sensitive,
                            promises,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            return purpose.aims().equals(aims);
        } catch (IllegalArgumentException contradiction) {
            assertTrue(
                    String.valueOf(contradiction.getMessage()).startsWith("OGMS-8603 purpose."),
                    contradiction.toString());
            return false;
        }
    }

    private static <E> List<Set<E>> subsets(E[] of) {
        List<Set<E>> subsets = new ArrayList<>();
        for (int chosen = 0; chosen < 1 << of.length; chosen++) {
            Set<E> subset = new HashSet<>();
            for (int i = 0; i < of.length; i++) {
                if ((chosen >> i & 1) == 1) {
                    subset.add(of[i]);
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }

    @Test
    void asksEachConsentWithWhatTheProjectUndertakes() {
        ResearchQuestion question =
                ProjectSamples.purpose()
                        .question(ProjectSamples.ID, "ZUN01", LocalDate.of(2026, 3, 2));
        assertEquals(
                Set.of(Met.PUBLISHES_RESULTS, Met.ETHICS_APPROVAL, Met.APPROVED_USER),
                question.meets());
        assertEquals(Optional.of("ZUN01"), question.institution());
        assertEquals(Optional.of(ProjectSamples.ID.value()), question.project());
    }

    private static Application team(List<TeamMember> team, List<InstitutionAgreement> agreements) {
        Application good = ProjectSamples.application();
        return new Application(
                good.title(),
                good.laySummary(),
                good.publicBenefit(),
                good.purpose(),
                good.data(),
                good.why(),
                team,
                agreements,
                good.monthsWanted(),
                good.declared());
    }

    @Test
    void needsATeamEachOfWhoseInstitutionsAnswersForIt() {
        List<InstitutionAgreement> one = ProjectSamples.application().agreements();
        TeamMember elsewhere =
                new TeamMember(
                        new Account("researcher.x"),
                        "X",
                        new OdsCode("ZUN09"),
                        LocalDate.of(2026, 1, 1));
        assertEquals(1, team(List.of(ProjectSamples.LEAD), one).team().size());
        for (List<TeamMember> wrong :
                List.of(
                        List.<TeamMember>of(),
                        List.of(ProjectSamples.LEAD, ProjectSamples.LEAD),
                        List.of(ProjectSamples.LEAD, elsewhere))) {
            String message =
                    String.valueOf(
                            assertThrows(IllegalArgumentException.class, () -> team(wrong, one))
                                    .getMessage());
            assertTrue(message.startsWith("OGMS-8604"), message);
        }
    }

    @Test
    void thatSpeaksOfAForbiddenUseIsLookedAtAndNotRefusedForThatAlone() {
        Application good = ProjectSamples.application();
        Application speaks =
                new Application(
                        good.title(),
                        good.laySummary() + " No police or insurer will see it.",
                        good.publicBenefit(),
                        good.purpose(),
                        good.data(),
                        good.why(),
                        good.team(),
                        good.agreements(),
                        good.monthsWanted(),
                        Set.of());
        LocalDate today = ProjectSamples.TODAY;
        assertEquals(
                List.of("insurance", "policing"),
                ProjectSamples.REFUSALS.spokenOf(speaks, today).stream()
                        .map(HardRefusals.Refusal::code)
                        .toList());
        assertEquals(Optional.empty(), ProjectSamples.REFUSALS.declaredBy(speaks, today));
        assertEquals(List.of(), ProjectSamples.REFUSALS.spokenOf(good, today));
        assertEquals(
                Optional.of("marketing"),
                ProjectSamples.REFUSALS
                        .declaredBy(ProjectSamples.application(Set.of("marketing")), today)
                        .map(HardRefusals.Refusal::code));
    }

    @Test
    void rulesWithoutALayVoteAreNoRules() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new CommitteeRules(
                                "x",
                                ProjectSamples.TODAY,
                                Optional.empty(),
                                "x",
                                3,
                                0,
                                12,
                                28,
                                24,
                                60,
                                30));
    }
}
