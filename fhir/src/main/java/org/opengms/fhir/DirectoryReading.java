package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UsageContext;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DigitalDirectory;
import org.opengms.directory.DigitalPackage;
import org.opengms.directory.DigitalTest;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.SheetEntry;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;

/// Reads back a directory version that [DirectoryWriting] wrote.
final class DirectoryReading {
    private final List<? extends Resource> resources;
    private final Map<String, DigitalPackage> packages = new LinkedHashMap<>();
    private final Map<String, DigitalTest> tests = new LinkedHashMap<>();
    private final Map<String, Integer> standards = new LinkedHashMap<>();

    DirectoryReading(List<? extends Resource> resources, DigitalDirectory digital) {
        this.resources = resources;
        digital.packages().forEach(p -> packages.put(p.digital().code(), p.digital()));
        digital.tests().forEach(t -> tests.put(t.digital().code(), t.digital()));
    }

    TestDirectory read() {
        Map<String, DirectoryTest> byCode = new LinkedHashMap<>();
        for (Resource resource : resources) {
            if (resource instanceof ActivityDefinition activity) {
                DirectoryTest test = test(activity);
                byCode.put(test.code(), test);
            }
        }
        List<ClinicalIndication> indications = new ArrayList<>();
        Optional<String> version = Optional.empty();
        Optional<LocalDate> from = Optional.empty();
        for (Resource resource : resources) {
            if (resource instanceof PlanDefinition plan) {
                Extension own = own(plan.getExtensionByUrl(Systems.DIRECTORY_INDICATION), plan);
                version = Optional.of(part(own, "directoryVersion"));
                from = Optional.of(LocalDate.parse(part(own, "effectiveFrom")));
                indications.add(indication(plan, own, byCode));
            }
        }
        if (version.isEmpty() || from.isEmpty()) {
            throw problem("PlanDefinition", "There is no PlanDefinition.");
        }
        return new TestDirectory(version.get(), from.get(), standards, indications);
    }

    private ClinicalIndication indication(
            PlanDefinition plan, Extension own, Map<String, DirectoryTest> byCode) {
        Optional<Quantity> low = Optional.empty();
        Optional<Quantity> high = Optional.empty();
        List<String> specialties = new ArrayList<>();
        for (UsageContext context : plan.getUseContext()) {
            if ("age".equals(context.getCode().getCode()) && context.hasValueRange()) {
                low = Optional.of(context.getValueRange().getLow()).filter(Quantity::hasValue);
                high = Optional.of(context.getValueRange().getHigh()).filter(Quantity::hasValue);
            } else if ("user".equals(context.getCode().getCode())
                    && context.hasValueCodeableConcept()) {
                specialties.add(text(context.getValueCodeableConcept().getText()));
            }
        }
        List<DirectoryTest> of = new ArrayList<>();
        for (Extension test : own.getExtensionsByUrl("test")) {
            DirectoryTest known = byCode.get(test.getValue().primitiveValue());
            if (known == null) {
                throw problem(
                        "PlanDefinition.extension",
                        "Test %s has no ActivityDefinition."
                                .formatted(test.getValue().primitiveValue()));
            }
            of.add(known);
        }
        return new ClinicalIndication(
                oldCode(plan.getIdentifier(), plan),
                part(own, "name"),
                text(plan.getUsage()),
                specialties,
                low.map(q -> q.getValue().intValue()),
                high.map(q -> q.getValue().intValue()),
                of,
                Optional.ofNullable(packages.get(plan.getIdElement().getIdPart())));
    }

    private DirectoryTest test(ActivityDefinition activity) {
        Extension own = own(activity.getExtensionByUrl(Systems.DIRECTORY_TEST), activity);
        String turnaroundClass = part(own, "turnaroundClass");
        standards.put(turnaroundClass, Integer.parseInt(part(own, "turnaroundCalendarDays"), 10));
        return new DirectoryTest(
                oldCode(activity.getIdentifier(), activity),
                part(own, "name"),
                TestMethod.valueOf(constant(part(own, "method"))),
                optional(own, "panel"),
                turnaroundClass,
                optional(own, "familyStructure").map(f -> FamilyStructure.valueOf(constant(f))),
                Optional.ofNullable(own.getExtensionByUrl("sheet")).map(DirectoryReading::sheet),
                Optional.ofNullable(tests.get(activity.getIdElement().getIdPart())));
    }

    private static SheetEntry sheet(Extension sheet) {
        return new SheetEntry(
                part(sheet, "methodAsWritten"),
                part(sheet, "method"),
                part(sheet, "target"),
                sheet.getExtensionsByUrl("panel").stream()
                        .map(e -> e.getValue().primitiveValue())
                        .toList(),
                part(sheet, "commissioningCategory"),
                part(sheet, "specialistTestGroup"),
                part(sheet, "changes"),
                part(sheet, "assignedBy"));
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String oldCode(
            List<org.hl7.fhir.r4.model.Identifier> identifiers, Resource resource) {
        return Elements.identifier(identifiers, java.util.Set.of(Systems.TEST_DIRECTORY_ID))
                .orElseThrow(() ->
                        problem(resource.fhirType(), "It has no identifier of the directory."));
    }

    private static Extension own(
            @org.jspecify.annotations.Nullable Extension own, Resource resource) {
        if (own == null) {
            throw problem(
                    resource.fhirType() + ".extension",
                    "It does not say what the service's directory says of it.");
        }
        return own;
    }

    private static String part(Extension own, String name) {
        return optional(own, name).orElse("");
    }

    private static Optional<String> optional(Extension own, String name) {
        return Optional.ofNullable(own.getExtensionByUrl(name))
                .map(e -> text(e.getValue().primitiveValue()));
    }

    private static FhirProblem problem(String path, String words) {
        return new FhirProblem(
                FhirProblem.Kind.INVALID,
                "OGMS-3142",
                path,
                words,
                "Send the definitions as the service writes them.");
    }
}
