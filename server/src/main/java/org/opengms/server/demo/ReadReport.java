package org.opengms.server.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.opengms.cases.ResultKind;
import org.opengms.fhir.ResultCoding;
import org.opengms.fhir.Systems;

/// A report as a client of the interface reads it.
///
/// @param report the DiagnosticReport
/// @param observations its variants, in its order
record ReadReport(DiagnosticReport report, List<Observation> observations) {
    private static final Map<String, ResultKind> KINDS =
            List.of(ResultKind.values()).stream()
                    .collect(Collectors.toMap(ResultCoding::code, Function.identity()));
    private static final Pattern SCORE = Pattern.compile("score (\\d+(?:\\.\\d+)?)");

    ReadReport {
        observations = List.copyOf(observations);
    }

    /// A variant as an Observation tells it; what it does not tell is empty.
    ///
    /// @param position VCF POS, 1-based; 0 where it is not told
    /// @param score the program's, 0 to 1
    record Variant(
            String gene,
            String geneId,
            String contig,
            long position,
            String ref,
            String alt,
            String consequence,
            String hgvsC,
            String hgvsP,
            String zygosity,
            Optional<Double> score,
            String note) {}

    String id() {
        return report.getIdElement().getIdPart();
    }

    int version() {
        return Integer.parseInt(report.getMeta().getVersionId(), 10);
    }

    boolean isSigned() {
        return report.getStatus() == DiagnosticReport.DiagnosticReportStatus.FINAL;
    }

    /// The answer in one word, if the report gives one.
    Optional<ResultKind> kind() {
        return report.getConclusionCode().stream()
                .flatMap(c -> c.getCoding().stream())
                .filter(c -> Systems.RESULT_KIND.equals(c.getSystem()))
                .map(c -> Optional.ofNullable(KINDS.get(c.getCode())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    String conclusion() {
        return report.hasConclusion() ? report.getConclusion() : "";
    }

    List<Variant> variants() {
        return observations.stream().map(ReadReport::variant).toList();
    }

    private static Variant variant(Observation observation) {
        String note =
                observation.getNote().stream()
                        .map(n -> n.getText())
                        .collect(Collectors.joining(" "));
        Matcher score = SCORE.matcher(note);
        CodeableConcept gene = concept(observation, "48018-6");
        return new Variant(
                display(gene),
                gene.getCodingFirstRep().hasCode() ? gene.getCodingFirstRep().getCode() : "",
                contig(concept(observation, "48000-4")),
                value(observation, "81254-5") instanceof Range range
                        ? range.getLow().getValue().longValue()
                        : 0,
                text(observation, "69547-8"),
                text(observation, "69551-0"),
                display(concept(observation, "feature-consequence")).replace('_', ' '),
                display(concept(observation, "48004-6")),
                display(concept(observation, "48005-3")),
                display(concept(observation, "53034-5")).toLowerCase(Locale.ROOT),
                score.find() ? Optional.of(Double.valueOf(score.group(1))) : Optional.empty(),
                note);
    }

    private static Type value(Observation observation, String code) {
        return observation.getComponent().stream()
                .filter(c ->
                        c.getCode().getCoding().stream().anyMatch(k -> code.equals(k.getCode())))
                .map(Observation.ObservationComponentComponent::getValue)
                .findFirst()
                .orElseGet(StringType::new);
    }

    private static CodeableConcept concept(Observation observation, String code) {
        return value(observation, code) instanceof CodeableConcept concept
                ? concept
                : new CodeableConcept();
    }

    private static String text(Observation observation, String code) {
        return value(observation, code) instanceof StringType text && text.hasValue()
                ? text.getValue()
                : "";
    }

    private static String contig(CodeableConcept chromosome) {
        return chromosome.hasText()
                ? chromosome.getText()
                : display(chromosome).replace("Chromosome ", "chr");
    }

    private static String display(CodeableConcept concept) {
        var coding = concept.getCodingFirstRep();
        if (coding.hasDisplay()) {
            return coding.getDisplay();
        }
        if (coding.hasCode()) {
            return coding.getCode();
        }
        return concept.hasText() ? concept.getText() : "";
    }

    /// Never the content: it is shaped as personal data.
    @Override
    public String toString() {
        return "ReadReport[" + observations.size() + " variants]";
    }
}
