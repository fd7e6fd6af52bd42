package org.opengms.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.orders.OrderId;

class FamilyResultTest {
    private static ReportedVariant variant(int rank, String gene, String hgvsC) {
        return new ReportedVariant(
                rank,
                gene,
                "HGNC:" + rank,
                "chr1",
                1000 + rank,
                "A",
                "G",
                "missense_variant",
                "NM_000001.2",
                hgvsC,
                "",
                "heterozygous",
                0.9,
                List.of("It fits the seizures."));
    }

    private static Report report(ReportStatus status, ResultKind kind, String conclusion) {
        return new Report(
                ReportId.random(),
                new OrderId("11111111-1111-4111-8111-111111111111"),
                2,
                status,
                kind,
                conclusion,
                List.of(
                        variant(1, "GENE1", "c.1A>G"),
                        variant(2, "GENE2", "c.22A>G"),
                        variant(3, "GENE1", "c.3del"),
                        variant(4, "GENE10", "c.11A>G")),
                Optional.of(1),
                Instant.EPOCH,
                status == ReportStatus.FINAL ? Optional.of("Dr Test") : Optional.empty());
    }

    private static List<String> given(ResultKind kind, String conclusion) {
        return FamilyResult.of(report(ReportStatus.FINAL, kind, conclusion), "Ataxia")
                .orElseThrow()
                .variants()
                .stream()
                .map(v -> v.gene() + " " + v.hgvsC())
                .toList();
    }

    /// Which variants a conclusion gives to a relative's clinician.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    The cause is c.22A>G in GENE2.             | GENE2 c.22A>G
                    GENE1 c.1A>G explains it.                  | GENE1 c.1A>G
                    Two variants in GENE1 explain it.          | GENE1 c.1A>G;GENE1 c.3del
                    A variant in GENE10 explains it.           | GENE10 c.11A>G
                    GENE1, and not GENE2, explains it.         | none
                    GENE1 c.1A>G, and not c.22A>G, explains it. | none
                    A variant explains the findings.           | none
                    A variant in GENE2, as c.122A>G was, is it. | GENE2 c.22A>G
                    """)
    void givesWhatTheConclusionNames(String conclusion, String variants) {
        assertEquals(
                variants == null ? List.of() : List.of(variants.split(";")),
                given(ResultKind.CAUSE_FOUND, conclusion));
    }

    /// What the signature marks is given, whatever the conclusion names.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    CAUSE_FOUND    | 2    | GENE2 c.22A>G
                    CAUSE_FOUND    | 3 1  | GENE1 c.1A>G;GENE1 c.3del
                    CAUSE_FOUND    | 1 4  | GENE1 c.1A>G;GENE10 c.11A>G
                    CAUSE_FOUND    | none | none
                    NO_CAUSE_FOUND | none | none
                    """)
    void givesWhatTheSignatureMarks(ResultKind kind, String ranks, String variants) {
        FamilyResult result =
                FamilyResult.of(
                                marked(
                                        kind,
                                        ranks == null
                                                ? new CauseMark.None()
                                                : new CauseMark.Explains(
                                                        Arrays.stream(ranks.split(" "))
                                                                .map(Integer::valueOf)
                                                                .toList())),
                                "Ataxia")
                        .orElseThrow();
        assertEquals(FamilyResult.Source.MARK, result.source());
        assertEquals(
                variants == null ? List.of() : List.of(variants.split(";")),
                result.variants().stream().map(v -> v.gene() + " " + v.hgvsC()).toList());
    }

    @Test
    void givesNoVariantThatIsMarkedAsUncertain() {
        assertEquals(
                List.of(),
                FamilyResult.of(marked(ResultKind.UNCERTAIN, new CauseMark.Uncertain()), "Ataxia")
                        .orElseThrow()
                        .variants());
    }

    private static Report marked(ResultKind kind, CauseMark mark) {
        Report plain = report(ReportStatus.FINAL, kind, "GENE1 c.1A>G explains it.");
        return new Report(
                plain.id(),
                plain.order(),
                plain.version(),
                plain.status(),
                plain.kind(),
                plain.conclusion(),
                plain.variants(),
                plain.analysisVersion(),
                plain.issuedAt(),
                plain.signedBy(),
                Optional.of(mark));
    }

    @Test
    void givesNoVariantOfAnUncertainResult() {
        assertEquals(List.of(), given(ResultKind.UNCERTAIN, "c.22A>G in GENE2 may matter."));
        assertEquals(List.of(), given(ResultKind.NO_CAUSE_FOUND, "Not GENE2."));
    }

    @Test
    void saysNothingBeforeAScientistHasSigned() {
        assertEquals(
                Optional.empty(),
                FamilyResult.of(
                        report(ReportStatus.PRELIMINARY, ResultKind.PROPOSED, "GENE1"), "Ataxia"));
    }

    @Test
    void saysNothingOfFeaturesOrTheConclusion() {
        String all =
                FamilyResult.of(
                                report(
                                        ReportStatus.FINAL,
                                        ResultKind.CAUSE_FOUND,
                                        "GENE2 explains the seizures."),
                                "Ataxia")
                        .orElseThrow()
                        .toString();
        assertFalse(all.contains("seizures"), all);
        assertFalse(all.contains("heterozygous"), all);
        assertFalse(all.contains("GENE1"), all);
    }
}
