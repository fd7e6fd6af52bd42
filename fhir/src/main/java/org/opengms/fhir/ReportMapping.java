package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.opengms.cases.CauseChoice;
import org.opengms.cases.CauseMark;
import org.opengms.cases.Report;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ReportedVariant;
import org.opengms.cases.ResultKind;
import org.opengms.genome.SequenceOntologyTerm;
import org.opengms.orders.OrderId;
import org.opengms.orders.TestOrder;
import org.opengms.routing.Route;

/// Reports as DiagnosticReport with one variant Observation for each variant, in the codes of the
/// HL7 Genomics Reporting guide (3.0.0); and results of conventional tests back.
///
/// A report that nobody has signed says so where no reader can miss it: in its status, at the head
/// of its text, and at the beginning of its conclusion.
public final class ReportMapping {
    /// Begins the conclusion of every report that is not signed.
    public static final String NOT_SIGNED = "NOT FOR CLINICAL USE: not signed by a scientist. ";

    private static final Pattern ORDER =
            Pattern.compile("(?:.*/)?ServiceRequest/([0-9a-fA-F\\-]{36})(?:/_history/.*)?");
    private static final String GENETICS = "http://terminology.hl7.org/CodeSystem/v2-0074";
    private static final String OBSERVATION_CATEGORY =
            "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String TO_BE_DETERMINED =
            "http://hl7.org/fhir/uv/genomics-reporting/CodeSystem/tbd-codes-cs";

    /// Allelic state, LOINC answer list LL381-5.
    private static final Map<String, Coding> ALLELIC_STATES =
            Map.of(
                    "heterozygous", new Coding(Systems.LOINC, "LA6706-1", "Heterozygous"),
                    "homozygous", new Coding(Systems.LOINC, "LA6705-3", "Homozygous"),
                    "hemizygous", new Coding(Systems.LOINC, "LA6707-9", "Hemizygous"));

    /// Chromosomes 1 to 22, X and Y in LOINC answer list LL2938-0.
    static final List<String> CHROMOSOMES =
            List.of(
                    "LA21254-0",
                    "LA21255-7",
                    "LA21256-5",
                    "LA21257-3",
                    "LA21258-1",
                    "LA21259-9",
                    "LA21260-7",
                    "LA21261-5",
                    "LA21262-3",
                    "LA21263-1",
                    "LA21264-9",
                    "LA21265-6",
                    "LA21266-4",
                    "LA21267-2",
                    "LA21268-0",
                    "LA21269-8",
                    "LA21270-6",
                    "LA21271-4",
                    "LA21272-2",
                    "LA21273-0",
                    "LA21274-8",
                    "LA21275-5",
                    "LA21276-3",
                    "LA21277-1");

    private final FhirContext fhir;
    private final String assembly;

    /// @param fhir a context for FHIR R4
    /// @param assembly the reference that positions stand on, such as `GRCh38`
    public ReportMapping(FhirContext fhir, String assembly) {
        this.fhir = fhir;
        this.assembly = assembly;
    }

    /// A report: the DiagnosticReport first, then its variants in rank order, then, where the
    /// signature marks variants as the cause, one diagnostic implication that is derived from them.
    /// A variant keeps its id from version to version of its report.
    ///
    /// @param at when this version was made
    public List<ResourceVersion> toFhir(TestOrder order, Report report, Instant at) {
        List<ResourceVersion> versions = new ArrayList<>();
        DiagnosticReport resource = report(order, report);
        for (ReportedVariant variant : report.variants()) {
            String id = variantId(report, variant);
            resource.addResult(new Reference("Observation/" + id));
            versions.add(version(variant(order, report, variant), id, order, report.version(), at));
        }
        List<Reference> causes =
                report.variants().stream()
                        .filter(report::marks)
                        .map(v -> new Reference("Observation/" + variantId(report, v)))
                        .toList();
        if (!causes.isEmpty()) {
            String id = implicationId(report);
            resource.addResult(new Reference("Observation/" + id));
            versions.add(
                    version(implication(order, report, causes), id, order, report.version(), at));
        }
        versions.addFirst(version(resource, report.id().value(), order, report.version(), at));
        return versions;
    }

    private ResourceVersion version(
            org.hl7.fhir.r4.model.Resource resource,
            String id,
            TestOrder order,
            int version,
            Instant at) {
        return Keeping.version(
                fhir,
                resource,
                id,
                version,
                at,
                Keeping.Belonging.to(
                        order, Optional.of(order.person()), order.route().route().laboratory()));
    }

    private static String variantId(Report report, ReportedVariant variant) {
        String name =
                String.join(
                        "\n",
                        report.id().value(),
                        variant.contig(),
                        Long.toString(variant.position()),
                        variant.ref(),
                        variant.alt(),
                        variant.geneId(),
                        variant.transcript());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String implicationId(Report report) {
        return UUID.nameUUIDFromBytes(
                        (report.id().value() + "\ndiagnostic-implication")
                                .getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /// What a wish to sign marks in a report.
    ///
    /// @throws FhirProblem from the choice, if it names what is no variant of the report
    public static CauseChoice choice(SignRequest.Cause cause) {
        return switch (cause) {
            case SignRequest.Cause.Unmarked _ -> CauseChoice.unmarked();
            case SignRequest.Cause.Stated(CauseMark mark) -> report -> Optional.of(mark);
            case SignRequest.Cause.Variants(List<String> observations) ->
                    report ->
                            Optional.of(
                                    new CauseMark.Explains(
                                            observations.stream()
                                                    .map(id -> rank(report, id))
                                                    .toList()));
        };
    }

    private static int rank(Report report, String observation) {
        return report.variants().stream()
                .filter(v -> variantId(report, v).equals(observation))
                .findFirst()
                .orElseThrow(SignRequest::notOne)
                .rank();
    }

    /// The diagnostic implication of the guide: which variants the scientist who signed holds to be
    /// the cause of what was asked.
    private static Observation implication(TestOrder order, Report report, List<Reference> causes) {
        Observation resource = observation(order, report);
        resource.setCode(
                new CodeableConcept(
                        new Coding(
                                TO_BE_DETERMINED,
                                "diagnostic-implication",
                                "Diagnostic Implication")));
        causes.forEach(resource::addDerivedFrom);
        resource.addNote()
                .setText("Marked as the cause of the disorder by the scientist who signed.");
        add(
                resource,
                loinc("81259-4", "Associated phenotype"),
                order.indicationName().isBlank()
                        ? Optional.empty()
                        : Optional.of(new CodeableConcept().setText(order.indicationName())));
        return resource;
    }

    private static DiagnosticReport report(TestOrder order, Report report) {
        boolean signed = report.status() == ReportStatus.FINAL;
        DiagnosticReport resource = new DiagnosticReport();
        resource.addIdentifier(
                new Identifier().setSystem(Systems.REPORT_NUMBER).setValue(report.id().value()));
        resource.addBasedOn(new Reference("ServiceRequest/" + order.id().value()));
        resource.setStatus(
                signed
                        ? DiagnosticReport.DiagnosticReportStatus.FINAL
                        : DiagnosticReport.DiagnosticReportStatus.PRELIMINARY);
        resource.addCategory(new CodeableConcept(new Coding(GENETICS, "GE", "Genetics")));
        resource.setCode(code(order));
        resource.setSubject(new Reference("Patient/" + order.person().value()));
        resource.setIssuedElement(Keeping.instant(report.issuedAt()));
        resource.addPerformer(TaskMapping.organisation(order.route().route().laboratory()));
        report.signedBy()
                .ifPresent(
                        name -> resource.addResultsInterpreter(new Reference().setDisplay(name)));
        resource.setConclusion(signed ? report.conclusion() : NOT_SIGNED + report.conclusion());
        resource.addConclusionCode(ResultCoding.concept(report.kind()));
        report.cause().map(ResultCoding::concept).ifPresent(resource::addConclusionCode);
        resource.setText(narrative(order, report, signed));
        return resource;
    }

    private static CodeableConcept code(TestOrder order) {
        CodeableConcept code =
                new CodeableConcept(
                        new Coding(Systems.LOINC, "51969-4", "Genetic analysis report"));
        if (order.route().route() instanceof Route.Test test) {
            boolean digital = test.testCode().startsWith("GT");
            code.addCoding(
                    new Coding(
                            digital ? Systems.DIGITAL_TEST_DIRECTORY : Systems.TEST_DIRECTORY,
                            test.testCode(),
                            test.testName()));
        }
        return code;
    }

    private static Narrative narrative(TestOrder order, Report report, boolean signed) {
        XhtmlNode div = new XhtmlNode(org.hl7.fhir.utilities.xhtml.NodeType.Element, "div");
        div.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
        if (!signed) {
            div.addTag("p").addTag("b").addText(NOT_SIGNED.strip());
        }
        div.addTag("p")
                .addText(
                        "Genomic test report, order %s: %s"
                                .formatted(order.number(), report.kind().words()));
        div.addTag("p").addText(report.conclusion());
        report.signedBy().ifPresent(name -> div.addTag("p").addText("Signed by " + name));
        Narrative narrative = new Narrative();
        narrative.setStatus(Narrative.NarrativeStatus.GENERATED);
        narrative.setDiv(div);
        return narrative;
    }

    private Observation variant(TestOrder order, Report report, ReportedVariant variant) {
        Observation resource = observation(order, report);
        resource.setCode(loinc("69548-6", "Genetic variant assessment"));
        resource.setValue(loinc("LA9633-4", "Present"));
        resource.addNote().setText(note(variant));
        components(resource, variant);
        return resource;
    }

    /// What all observations of a report have.
    private static Observation observation(TestOrder order, Report report) {
        Observation resource = new Observation();
        resource.addBasedOn(new Reference("ServiceRequest/" + order.id().value()));
        resource.setStatus(
                report.status() == ReportStatus.FINAL
                        ? Observation.ObservationStatus.FINAL
                        : Observation.ObservationStatus.PRELIMINARY);
        resource.addCategory(
                new CodeableConcept(new Coding(OBSERVATION_CATEGORY, "laboratory", "Laboratory")));
        resource.addCategory(new CodeableConcept(new Coding(GENETICS, "GE", "Genetics")));
        resource.setSubject(new Reference("Patient/" + order.person().value()));
        resource.setIssuedElement(Keeping.instant(report.issuedAt()));
        resource.addPerformer(TaskMapping.organisation(order.route().route().laboratory()));
        return resource;
    }

    /// Rank, score and reasons; the note is Markdown, in which `<` would begin a tag.
    private static String note(ReportedVariant variant) {
        String score =
                BigDecimal.valueOf(variant.score())
                        .setScale(3, RoundingMode.HALF_EVEN)
                        .toPlainString();
        return "Rank %d, score %s. %s"
                .formatted(variant.rank(), score, String.join(" ", variant.reasons()))
                .replace("<", "&lt;")
                .strip();
    }

    private void components(Observation resource, ReportedVariant variant) {
        add(
                resource,
                loinc("48018-6", "Gene studied [ID]"),
                concept("http://www.genenames.org/geneId", variant.geneId(), variant.gene()));
        add(
                resource,
                loinc("48004-6", "DNA change (c.HGVS)"),
                concept("http://varnomen.hgvs.org", named(variant, variant.hgvsC()), ""));
        add(
                resource,
                loinc("48005-3", "Amino acid change (pHGVS)"),
                concept("http://varnomen.hgvs.org", variant.hgvsP(), ""));
        add(
                resource,
                loinc("51958-7", "Transcript reference sequence [ID]"),
                concept(
                        variant.transcript().startsWith("ENST")
                                ? "http://www.ensembl.org"
                                : "http://www.ncbi.nlm.nih.gov/refseq",
                        variant.transcript(),
                        ""));
        add(resource, loinc("62374-4", "Human reference sequence assembly version"), assembly());
        add(resource, loinc("48000-4", "Chromosome"), chromosome(variant.contig()));
        add(
                resource,
                loinc("69547-8", "Genomic ref allele [ID]"),
                Optional.of(new StringType(variant.ref())));
        add(
                resource,
                loinc("69551-0", "Genomic alt allele [ID]"),
                Optional.of(new StringType(variant.alt())));
        add(
                resource,
                loinc("92822-6", "Genomic coord system"),
                Optional.of(loinc("LA30102-0", "1-based character counting")));
        long end = variant.position() + variant.ref().length() - 1;
        add(
                resource,
                loinc("81254-5", "Genomic allele start-end"),
                Optional.of(
                        new Range()
                                .setLow(new Quantity(variant.position()))
                                .setHigh(new Quantity(end))));
        add(resource, loinc("53034-5", "Allelic state"), zygosity(variant.zygosity()));
        add(
                resource,
                new CodeableConcept(
                        new Coding().setSystem(TO_BE_DETERMINED).setCode("feature-consequence")),
                consequence(variant.consequence()));
    }

    private static void add(
            Observation resource, CodeableConcept code, Optional<? extends Type> value) {
        value.ifPresent(v -> resource.addComponent().setCode(code).setValue(v));
    }

    private static CodeableConcept loinc(String code, String display) {
        return new CodeableConcept(new Coding(Systems.LOINC, code, display));
    }

    private static Optional<CodeableConcept> concept(String system, String code, String display) {
        if (code.isBlank()) {
            return display.isBlank()
                    ? Optional.empty()
                    : Optional.of(new CodeableConcept().setText(display));
        }
        Coding coding = new Coding().setSystem(system).setCode(code);
        if (!display.isEmpty()) {
            coding.setDisplay(display);
        }
        return Optional.of(new CodeableConcept(coding));
    }

    /// A coding name with the transcript that it counts on.
    private static String named(ReportedVariant variant, String hgvs) {
        if (hgvs.isBlank() || hgvs.contains(":") || variant.transcript().isBlank()) {
            return hgvs;
        }
        return variant.transcript() + ":" + hgvs;
    }

    private Optional<CodeableConcept> assembly() {
        return switch (assembly) {
            case "" -> Optional.empty();
            case "GRCh38" -> Optional.of(loinc("LA26806-2", "GRCh38"));
            case "GRCh37" -> Optional.of(loinc("LA14029-5", "GRCh37"));
            default -> Optional.of(new CodeableConcept().setText(assembly));
        };
    }

    private static Optional<CodeableConcept> chromosome(String contig) {
        String name = contig.startsWith("chr") ? contig.substring(3) : contig;
        int index =
                switch (name) {
                    case "X" -> 22;
                    case "Y" -> 23;
                    default ->
                            name.matches("[1-9]|1[0-9]|2[0-2]")
                                    ? Integer.parseInt(name, 10) - 1
                                    : -1;
                };
        return Optional.of(
                index < 0
                        ? new CodeableConcept().setText(contig)
                        : new CodeableConcept(
                                        new Coding(
                                                Systems.LOINC,
                                                CHROMOSOMES.get(index),
                                                "Chromosome " + name))
                                .setText(contig));
    }

    private static Optional<CodeableConcept> zygosity(String words) {
        if (words.isBlank()) {
            return Optional.empty();
        }
        Coding coding = ALLELIC_STATES.get(words);
        return Optional.of(
                coding == null
                        ? new CodeableConcept().setText(words)
                        : new CodeableConcept(coding.copy()));
    }

    private static Optional<CodeableConcept> consequence(String label) {
        if (label.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                SequenceOntologyTerm.find(label)
                        .map(term ->
                                new CodeableConcept(
                                        new Coding(
                                                "http://sequenceontology.org",
                                                term.accession(),
                                                term.label())))
                        .orElseGet(() -> new CodeableConcept().setText(label)));
    }

    /// The result of a conventional test: `basedOn` the order, `conclusionCode` of
    /// [Systems#RESULT_KIND], `conclusion` in words.
    ///
    /// @throws FhirProblem if one of them is missing or cannot be used, or the report is withdrawn
    public EnteredResult readResult(DiagnosticReport sent) {
        DiagnosticReport report = Elements.valued(sent);
        if (report.getStatus() != null) {
            boolean withdrawn =
                    switch (report.getStatus()) {
                        case CANCELLED, ENTEREDINERROR -> true;
                        case REGISTERED,
                                PARTIAL,
                                PRELIMINARY,
                                FINAL,
                                AMENDED,
                                CORRECTED,
                                APPENDED,
                                UNKNOWN,
                                NULL ->
                                false;
                    };
            if (withdrawn) {
                throw FhirProblem.invalid(
                        "OGMS-3131",
                        "DiagnosticReport.status",
                        "The report is withdrawn.",
                        "Send a result that stands.");
            }
        }
        OrderId order = order(report);
        Coding answer =
                report.getConclusionCode().stream()
                        .flatMap(c -> c.getCoding().stream())
                        .filter(c -> Systems.RESULT_KIND.equals(c.getSystem()))
                        .findFirst()
                        .orElseThrow(() ->
                                FhirProblem.invalid(
                                        "OGMS-3132",
                                        "DiagnosticReport.conclusionCode",
                                        "There is no code of %s.".formatted(Systems.RESULT_KIND),
                                        "Give cause-found, uncertain, no-cause-found or failed."));
        ResultKind kind = ResultCoding.read(answer, "DiagnosticReport.conclusionCode");
        String conclusion = text(report.getConclusion()).strip();
        if (conclusion.isEmpty()) {
            throw FhirProblem.invalid(
                    "OGMS-3133",
                    "DiagnosticReport.conclusion",
                    "The conclusion is missing.",
                    "Say the result in words.");
        }
        return new EnteredResult(order, kind, conclusion);
    }

    private static OrderId order(DiagnosticReport report) {
        List<OrderId> orders = new ArrayList<>();
        for (Reference basis : report.getBasedOn()) {
            Matcher matcher = ORDER.matcher(text(basis.getReference()));
            if (matcher.matches()) {
                try {
                    orders.add(new OrderId(matcher.group(1)));
                } catch (IllegalArgumentException notAnOrder) {
                    throw noOrder();
                }
            }
        }
        if (orders.size() != 1) {
            throw noOrder();
        }
        return orders.getFirst();
    }

    private static FhirProblem noOrder() {
        return FhirProblem.invalid(
                "OGMS-3134",
                "DiagnosticReport.basedOn",
                "The report does not say which one order it answers.",
                "Refer to it as ServiceRequest/ and the order's id.");
    }
}
