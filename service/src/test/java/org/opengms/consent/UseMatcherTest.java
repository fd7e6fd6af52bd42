package org.opengms.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Met;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchQuestion.Sensitive;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class UseMatcherTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    /// Cancer 162, its kind 10155, heart disease 114: the terms of the published table.
    private final UseMatcher matcher =
            new UseMatcher(DiseaseHierarchy.read(DiseaseSamples.file("published-table.obo")));

    private static String name(UseDecision decision) {
        return switch (decision) {
            case UseDecision.Permit _ -> "APPROVE";
            case UseDecision.Deny _ -> "DENY";
            case UseDecision.Abstain _ -> "ABSTAIN";
        };
    }

    @Nested
    class ThePublishedTable {
        /// Where the published matcher approves and this one does not, with the number of rows:
        /// purpose, data set, this answer. Reviewed: each is an approval that nothing that is
        /// written down permits.
        private static final Set<String> DEVIATIONS =
                Set.of(
                        // No permission is recorded on the data: 28 and 6 rows.
                        "GRU on NONE is DENY",
                        "HMB on NONE is DENY",
                        "MDS on NONE is DENY",
                        "HMB+MDS on NONE is DENY",
                        "NONE on NONE is DENY",
                        // Research of any kind on data for one purpose: 28 rows.
                        "GRU on POA is DENY",
                        "GRU on DS:DOID:162 is DENY",
                        "GRU on DS:DOID:10155 is DENY",
                        "GRU on DS:DOID:162|DOID:114 is DENY",
                        // The purpose does not say what is studied, only whether for profit: 36
                        // rows.
                        "NONE on GRU is ABSTAIN",
                        "NONE on HMB is ABSTAIN",
                        "NONE on POA is ABSTAIN",
                        "NONE on DS:DOID:162 is ABSTAIN",
                        "NONE on DS:DOID:10155 is ABSTAIN",
                        "NONE on DS:DOID:162|DOID:114 is ABSTAIN");

        @Test
        @RealData
        void isAnsweredAlikeExceptWhereItIsUnsafe() throws IOException {
            List<String> rows =
                    Files.readAllLines(
                            SharedData.file("trust/duos-matcher/duos-v4-truth-table.csv"));
            int alike = 0;
            int deviations = 0;
            List<String> wrong = new ArrayList<>();
            for (String row : rows.subList(1, rows.size())) {
                String[] cell = row.split(",", 7);
                UseDecision decision =
                        matcher.decide(data(cell[3], cell[4]), question(cell[0], cell[1], cell[2]));
                String answer = name(decision);
                if (answer.equals(cell[5])) {
                    alike++;
                } else if (cell[5].equals("APPROVE")
                        && DEVIATIONS.contains(
                                "%s on %s is %s".formatted(cell[0], cell[3], answer))) {
                    deviations++;
                } else if (cell[0].equals("NONE")
                        && cell[3].equals("NONE")
                        && cell[5].equals("ABSTAIN")
                        && answer.equals("DENY")) {
                    // Nothing asked of nothing permitted: denied rather than left open, one row.
                    deviations++;
                } else {
                    wrong.add(row + " is answered " + answer + ": " + decision.reason());
                }
            }
            assertEquals(List.of(), wrong);
            assertEquals(4410, alike + deviations);
            assertEquals(62 + 36 + 1, deviations);
        }

        private static DataUse data(String code, String nonProfitOnly) {
            List<DuoTerm> terms = new ArrayList<>();
            switch (code) {
                case "GRU" -> terms.add(DuoTerm.of(DuoCode.GRU));
                case "HMB" -> terms.add(DuoTerm.of(DuoCode.HMB));
                case "POA" -> terms.add(DuoTerm.of(DuoCode.POA));
                case "NONE" -> {}
                default -> {
                    for (String disease : code.substring("DS:".length()).split("\\|")) {
                        terms.add(DuoTerm.of(DuoCode.DS, disease));
                    }
                }
            }
            if (nonProfitOnly.equals("true")) {
                terms.add(DuoTerm.of(DuoCode.NPU));
            }
            return new DataUse(terms);
        }

        private static ResearchQuestion question(String code, String nonProfit, String flag) {
            Set<Aim> aims = EnumSet.noneOf(Aim.class);
            Optional<String> disease = Optional.empty();
            for (String part : code.split("\\+")) {
                switch (part) {
                    case "GRU" -> aims.add(Aim.GENERAL);
                    case "HMB" -> aims.add(Aim.HEALTH);
                    case "POA" -> aims.add(Aim.ANCESTRY);
                    case "MDS" -> aims.add(Aim.METHODS);
                    case "NONE" -> {}
                    default -> {
                        aims.add(Aim.DISEASE);
                        disease = Optional.of(part.substring("DS:".length()));
                    }
                }
            }
            Set<Sensitive> sensitive =
                    switch (flag) {
                        case "controls" -> Set.of(Sensitive.CONTROLS);
                        case "pediatric" -> Set.of(Sensitive.CHILDREN);
                        case "vulnerable" -> Set.of(Sensitive.VULNERABLE_PEOPLE);
                        case "notHealth" -> Set.of(Sensitive.NOT_HEALTH);
                        case "stigmatize" -> Set.of(Sensitive.STIGMATISING);
                        case "psych" -> Set.of(Sensitive.PSYCHOLOGICAL_TRAITS);
                        default -> Set.of();
                    };
            return new ResearchQuestion(
                    aims,
                    disease,
                    switch (nonProfit) {
                        case "true" -> Reach.NOT_FOR_PROFIT;
                        case "false" -> Reach.FOR_PROFIT;
                        default -> Reach.NOT_SAID;
                    },
                    sensitive,
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    TODAY);
        }
    }

    @Nested
    class Modifiers {
        private ResearchQuestion health(Set<Met> meets, String region) {
            return new ResearchQuestion(
                    Set.of(Aim.HEALTH),
                    Optional.empty(),
                    Reach.NOT_FOR_PROFIT,
                    Set.of(),
                    meets,
                    Optional.of(region).filter(r -> !r.isEmpty()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    TODAY);
        }

        /// A condition that is not met denies, one that cannot be judged abstains.
        @ParameterizedTest
        @CsvSource({
            "IRB, '',         '',                    '', DENY",
            "IRB, '',         ETHICS_APPROVAL,       '', APPROVE",
            "COL, '',         '',                    '', DENY",
            "COL, '',         COLLABORATION,         '', APPROVE",
            "US,  '',         '',                    '', DENY",
            "US,  '',         APPROVED_USER,         '', APPROVE",
            "PUB, '',         '',                    '', DENY",
            "PUB, '',         PUBLISHES_RESULTS,     '', APPROVE",
            "RTN, '',         '',                    '', DENY",
            "RTN, '',         RETURNS_RESULTS,       '', APPROVE",
            "GSO, '',         '',                    '', DENY",
            "GSO, '',         STUDIES_GENES,         '', APPROVE",
            "GS,  England,    '',                    '', ABSTAIN",
            "GS,  England,    '',                    France, DENY",
            "GS,  England,    '',                    England, APPROVE",
            "GS,  '',         '',                    England, ABSTAIN",
            "MOR, 2026-03-03, '',                    '', DENY",
            "MOR, 2026-03-03, WAITS_WITH_PUBLISHING, '', APPROVE",
            "MOR, 2026-03-02, '',                    '', APPROVE",
            "MOR, soon,       '',                    '', ABSTAIN",
            "TS,  2026-03-02, '',                    '', APPROVE",
            "TS,  2026-03-01, '',                    '', DENY",
            "TS,  '',         '',                    '', ABSTAIN",
            "IS,  X,          '',                    '', ABSTAIN",
            "PS,  X,          '',                    '', ABSTAIN",
            "RS,  X,          '',                    '', ABSTAIN",
            "CC,  '',         '',                    '', ABSTAIN",
            "NMDS, '',        '',                    '', APPROVE",
            "NPOA, '',        '',                    '', APPROVE",
            "NPU, '',         '',                    '', APPROVE",
            "NCU, '',         '',                    '', APPROVE",
            "NPUNCU, '',      '',                    '', APPROVE"
        })
        void areEnforced(
                DuoCode code, String parameter, String meets, String region, String expected) {
            UseDecision decision =
                    matcher.decide(
                            new DataUse(
                                    List.of(DuoTerm.of(DuoCode.HMB), DuoTerm.of(code, parameter))),
                            health(
                                    meets.isEmpty() ? Set.of() : Set.of(Met.valueOf(meets)),
                                    region));
            assertEquals(expected, name(decision), decision.reason());
            assertFalse(decision.reason().isBlank());
        }

        @Test
        void neverMakeAPermission() {
            for (DuoCode code : DuoCode.values()) {
                if (!code.isPermission()) {
                    UseDecision decision =
                            matcher.decide(
                                    new DataUse(List.of(DuoTerm.of(code))),
                                    health(EnumSet.allOf(Met.class), "England"));
                    assertFalse(decision instanceof UseDecision.Permit, code.name());
                }
            }
        }

        @Test
        void thatForbidMethodsOrAncestryDenyThem() {
            DataUse data =
                    new DataUse(
                            List.of(
                                    DuoTerm.of(DuoCode.GRU),
                                    DuoTerm.of(DuoCode.NMDS),
                                    DuoTerm.of(DuoCode.NPOA)));
            for (Aim aim : List.of(Aim.METHODS, Aim.ANCESTRY, Aim.GENERAL)) {
                assertEquals(
                        "DENY",
                        name(matcher.decide(data, ResearchQuestion.of(Set.of(aim), TODAY))),
                        aim.name());
            }
            assertEquals(
                    "APPROVE",
                    name(matcher.decide(data, ResearchQuestion.of(Set.of(Aim.HEALTH), TODAY))));
        }
    }

    @Nested
    class WhatIsNotKnown {
        @Test
        void abstainsAndNamesTheTerm() {
            UseDecision decision =
                    matcher.decide(
                            new DataUse(
                                    List.of(
                                            DuoTerm.of(DuoCode.GRU),
                                            new DuoTerm("DUO:0009999", ""))),
                            ResearchQuestion.of(Set.of(Aim.HEALTH), TODAY));
            assertInstanceOf(UseDecision.Abstain.class, decision);
            assertTrue(decision.reason().contains("DUO:0009999"), decision.reason());
        }

        @Test
        void abstainsWhereSeveralPermissionsContradict() {
            assertInstanceOf(
                    UseDecision.Abstain.class,
                    matcher.decide(
                            new DataUse(List.of(DuoTerm.of(DuoCode.GRU), DuoTerm.of(DuoCode.POA))),
                            ResearchQuestion.of(Set.of(Aim.HEALTH), TODAY)));
        }

        @Test
        @RealData
        void isNoTermOfTheOntologyThatCanBeUsed() throws IOException {
            List<String> ids =
                    Files.readAllLines(SharedData.file("trust/duo/duo.csv")).stream()
                            .skip(1)
                            .filter(row -> !row.split(",", 3)[1].isEmpty())
                            .map(row -> row.split(",", 2)[0] + " " + row.split(",", 3)[1])
                            .sorted()
                            .toList();
            assertEquals(
                    ids,
                    java.util.stream.Stream.of(DuoCode.values())
                            .map(code -> code.id() + " " + code.name())
                            .sorted()
                            .toList());
        }
    }
}
