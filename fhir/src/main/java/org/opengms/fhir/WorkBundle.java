package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.opengms.infrastructure.Statement;
import org.opengms.laboratories.PersonalTraces;
import org.opengms.laboratories.RefusedRow;
import org.opengms.laboratories.RowProblem;
import org.opengms.laboratories.WorkColumn;
import org.opengms.laboratories.WorkFormat;
import org.opengms.laboratories.WorkTable;

/// Reads a list of a laboratory's own work from a FHIR R4 Bundle: one row for each ServiceRequest,
/// with the Tasks and DiagnosticReports that point to it. A bundle that holds other resources is
/// refused, because they could say who patients are.
///
/// | row | from |
/// |---|---|
/// | reference | `ServiceRequest.identifier`, the filler's first |
/// | indication, test | codings of the test directory in `code` and `reasonCode` |
/// | method | a coding of the routing classes in `code`, else the text of `code` |
/// | received | the earliest `Task.authoredOn`, else `ServiceRequest.authoredOn` |
/// | due | `Task.restriction.period.end`, else the end of `ServiceRequest.occurrence` |
/// | reported | the earliest `DiagnosticReport.issued` that is final |
/// | status | `ServiceRequest.status`; with a final report, reported |
public final class WorkBundle {
    private static final Set<DiagnosticReport.DiagnosticReportStatus> FINAL =
            EnumSet.of(
                    DiagnosticReport.DiagnosticReportStatus.FINAL,
                    DiagnosticReport.DiagnosticReportStatus.AMENDED,
                    DiagnosticReport.DiagnosticReportStatus.CORRECTED,
                    DiagnosticReport.DiagnosticReportStatus.APPENDED);

    private final FhirContext fhir;

    /// @param fhir a context for FHIR R4
    public WorkBundle(FhirContext fhir) {
        this.fhir = fhir;
    }

    /// Reads a bundle.
    ///
    /// @throws FhirProblem OGMS-6540 to OGMS-6542 if it is no list of work, or holds resources that
    ///   have no place in one
    public WorkTable read(String json) {
        Bundle bundle = parse(json);
        if (bundle.getEntry().size() > 3 * WorkTable.MOST_ROWS) {
            throw new FhirProblem(
                    FhirProblem.Kind.TOO_LARGE,
                    "OGMS-6542",
                    "Bundle.entry",
                    "The bundle has %d entries.".formatted(bundle.getEntry().size()),
                    "Send open orders and the last year's reports only.");
        }
        List<String> notes = new ArrayList<>();
        Map<String, Row> rows = new HashMap<>();
        List<Row> inOrder = new ArrayList<>();
        List<Resource> pointing = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
            switch (entry.getResource()) {
                case ServiceRequest request -> {
                    Row row = new Row(i + 1, request);
                    inOrder.add(row);
                    names(entry, request).forEach(name -> rows.putIfAbsent(name, row));
                }
                case Task task -> pointing.add(task);
                case DiagnosticReport report -> pointing.add(report);
                case OperationOutcome _ ->
                        notes.add("Entry %d is a note of the sender's search.".formatted(i + 1));
                case null -> notes.add("Entry %d is empty.".formatted(i + 1));
                default ->
                        throw FhirProblem.invalid(
                                "OGMS-6541",
                                "Bundle.entry[%d].resource".formatted(i),
                                "A list of work holds ServiceRequest, Task and DiagnosticReport alone, and this is another resource. Nothing of the bundle was kept.",
                                "Leave patients and everything else out.");
            }
        }
        int astray = 0;
        for (Resource resource : pointing) {
            List<Row> targets =
                    targets(resource).stream()
                            .map(r -> rows.get(plain(text(r.getReference()))))
                            .filter(java.util.Objects::nonNull)
                            .toList();
            astray += targets.isEmpty() ? 1 : 0;
            targets.forEach(row -> row.about.add(resource));
        }
        if (astray > 0) {
            notes.add(
                    "%d tasks or reports point to no order of the bundle and were not taken."
                            .formatted(astray));
        }
        return table(inOrder, notes);
    }

    private Bundle parse(String json) {
        Bundle bundle;
        try {
            bundle =
                    fhir.newJsonParser()
                            .setParserErrorHandler(new StrictErrorHandler())
                            .parseResource(Bundle.class, json);
        } catch (DataFormatException | ClassCastException e) {
            throw new FhirProblem(
                    FhirProblem.Kind.UNREADABLE,
                    "OGMS-6540",
                    "Bundle",
                    "This is no FHIR R4 Bundle in JSON.",
                    "Check it with a FHIR validator and send it again.");
        }
        if (bundle.getType() != Bundle.BundleType.COLLECTION
                && bundle.getType() != Bundle.BundleType.SEARCHSET) {
            throw FhirProblem.invalid(
                    "OGMS-6540",
                    "Bundle.type",
                    "A list of work is a Bundle of the type collection or searchset.",
                    "Send it as one of these. Orders for the service itself go to /FHIR/R4.");
        }
        return bundle;
    }

    private static final class Row {
        private final int line;
        private final ServiceRequest request;
        private final List<Resource> about = new ArrayList<>();

        Row(int line, ServiceRequest request) {
            this.line = line;
            this.request = request;
        }
    }

    /// By what others point to an order: its full address, and its type and id.
    private static List<String> names(Bundle.BundleEntryComponent entry, ServiceRequest request) {
        List<String> names = new ArrayList<>();
        if (entry.hasFullUrl()) {
            names.add(plain(entry.getFullUrl()));
        }
        if (request.getIdElement().hasIdPart()) {
            names.add("ServiceRequest/" + request.getIdElement().getIdPart());
        }
        return names;
    }

    /// An address without its server and version.
    private static String plain(String address) {
        return address.replaceAll("^.*/(ServiceRequest/)", "$1").replaceAll("/_history/.*$", "");
    }

    private static List<Reference> targets(Resource resource) {
        List<Reference> targets = new ArrayList<>();
        switch (resource) {
            case Task task -> {
                targets.add(task.getFocus());
                targets.addAll(task.getBasedOn());
            }
            case DiagnosticReport report -> targets.addAll(report.getBasedOn());
            default -> {}
        }
        return targets;
    }

    private static WorkTable table(List<Row> rows, List<String> notes) {
        List<WorkTable.Line> lines = new ArrayList<>();
        List<RefusedRow> refused = new ArrayList<>();
        for (Row row : rows) {
            Optional<RowProblem> personal = personal(row);
            if (personal.isPresent()) {
                refused.add(
                        new RefusedRow(
                                row.line, personal.get(), Optional.empty(), Optional.empty()));
            } else {
                lines.add(new WorkTable.Line(row.line, values(row)));
            }
        }
        if (rows.size() > WorkTable.MOST_ROWS) {
            throw new FhirProblem(
                    FhirProblem.Kind.TOO_LARGE,
                    "OGMS-6542",
                    "Bundle.entry",
                    "The bundle has more than %d orders.".formatted(WorkTable.MOST_ROWS),
                    "Send open orders and the last year's reports only.");
        }
        return new WorkTable(WorkFormat.FHIR, lines, refused, notes);
    }

    /// Whether an order or what points to it says who the patient is.
    private static Optional<RowProblem> personal(Row row) {
        EnumSet<RowProblem> found = EnumSet.noneOf(RowProblem.class);
        List<Resource> all = new ArrayList<>(row.about);
        all.add(row.request);
        for (Resource resource : all) {
            Elements.visit(
                    resource,
                    "",
                    (path, element) -> {
                        switch (element) {
                            case PrimitiveType<?> value when isPersonal(value) ->
                                    found.add(RowProblem.NHS_NUMBER);
                            case HumanName _ -> found.add(RowProblem.PERSON);
                            case Resource _ when !path.isEmpty() -> found.add(RowProblem.PERSON);
                            default -> {}
                        }
                    });
            if (subject(resource).filter(s -> s.hasDisplay() || s.hasIdentifier()).isPresent()) {
                found.add(RowProblem.PERSON);
            }
        }
        return found.stream().findFirst();
    }

    private static boolean isPersonal(PrimitiveType<?> value) {
        return PersonalTraces.isIn(text(value.getValueAsString()));
    }

    private static Optional<Reference> subject(Resource resource) {
        return switch (resource) {
            case ServiceRequest request -> Optional.of(request.getSubject());
            case Task task -> Optional.of(task.getFor());
            case DiagnosticReport report -> Optional.of(report.getSubject());
            default -> Optional.empty();
        };
    }

    private static Map<WorkColumn, String> values(Row row) {
        Map<WorkColumn, String> values = new EnumMap<>(WorkColumn.class);
        ServiceRequest request = row.request;
        put(values, WorkColumn.REFERENCE, reference(request));
        put(values, WorkColumn.PRIORITY, text(request.getPriorityElement().getValueAsString()));
        directoryCodes(request)
                .forEach(code ->
                        values.putIfAbsent(
                                code.contains(".") || code.startsWith("GT")
                                        ? WorkColumn.TEST
                                        : WorkColumn.INDICATION,
                                code));
        put(values, WorkColumn.METHOD, method(request));
        put(values, WorkColumn.RECEIVED, received(row));
        put(values, WorkColumn.DUE, due(row));
        String reported = reported(row);
        put(values, WorkColumn.REPORTED, reported);
        put(
                values,
                WorkColumn.STATUS,
                reported.isEmpty() ? text(request.getStatusElement().getValueAsString()) : "final");
        return values;
    }

    private static void put(Map<WorkColumn, String> values, WorkColumn column, String value) {
        if (!value.isBlank()) {
            values.put(column, value.strip());
        }
    }

    private static String reference(ServiceRequest request) {
        List<Identifier> given =
                request.getIdentifier().stream().filter(Identifier::hasValue).toList();
        return given.stream()
                .filter(i -> i.getType().hasCoding(Systems.V2_0203, "FILL"))
                .findFirst()
                .or(() -> given.stream().findFirst())
                .map(i -> text(i.getValue()))
                .orElse("");
    }

    private static List<String> directoryCodes(ServiceRequest request) {
        List<CodeableConcept> concepts = new ArrayList<>(request.getReasonCode());
        concepts.add(request.getCode());
        return concepts.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .filter(coding -> Systems.DIRECTORY_SYSTEMS.contains(text(coding.getSystem())))
                .map(coding -> text(coding.getCode()))
                .toList();
    }

    private static String method(ServiceRequest request) {
        return request.getCode().getCoding().stream()
                .filter(coding -> Systems.TEST_METHOD.equals(coding.getSystem()))
                .map(Coding::getCode)
                .map(Elements::text)
                .findFirst()
                .orElseGet(() ->
                        directoryCodes(request).stream().anyMatch(c -> c.contains("."))
                                ? ""
                                : text(request.getCode().getText()));
    }

    private static String received(Row row) {
        return row.about.stream()
                .filter(Task.class::isInstance)
                .map(task -> day(((Task) task).getAuthoredOnElement()))
                .filter(day -> !day.isEmpty())
                .min(String::compareTo)
                .orElseGet(() -> day(row.request.getAuthoredOnElement()));
    }

    private static String due(Row row) {
        return row.about.stream()
                .filter(Task.class::isInstance)
                .map(task -> day(((Task) task).getRestriction().getPeriod().getEndElement()))
                .filter(day -> !day.isEmpty())
                .min(String::compareTo)
                .orElseGet(() ->
                        switch (row.request.getOccurrence()) {
                            case Period period -> day(period.getEndElement());
                            case DateTimeType moment -> day(moment);
                            case null, default -> "";
                        });
    }

    private static String reported(Row row) {
        return row.about.stream()
                .filter(r ->
                        r instanceof DiagnosticReport report && FINAL.contains(report.getStatus()))
                .map(report -> day(((DiagnosticReport) report).getIssuedElement()))
                .filter(day -> !day.isEmpty())
                .min(String::compareTo)
                .orElse("");
    }

    /// The day in the United Kingdom of a moment; a date as it is written.
    private static String day(BaseDateTimeType moment) {
        Date value = moment.getValue();
        if (value == null) {
            return "";
        }
        String written = text(moment.getValueAsString());
        return written.length() <= LocalDate.EPOCH.toString().length()
                ? written
                : Statement.dayOf(value.toInstant()).toString();
    }
}
