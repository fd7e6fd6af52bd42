package org.opengms.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.ParameterDefinition;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SpecimenDefinition;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UsageContext;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.Coded;
import org.opengms.directory.DigitalPackage;
import org.opengms.directory.DigitalTest;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.OrderRequirements;
import org.opengms.directory.SheetEntry;
import org.opengms.directory.TestDirectory;

/// Writes one version of the directory as definitions.
final class DirectoryWriting {
    /// Addresses of definitions that the digital test directory publishes.
    static final String NATIONAL = "https://fhir.nhs.uk/";

    /// Addresses of definitions that only the service has.
    static final String OWN = "https://opengms.org/";

    /// Addresses of panels that are none of PanelApp's.
    static final String OWN_PANEL = OWN + "panel/";

    private static final String PANELAPP = "https://panelapp.genomicsengland.co.uk/panels/";

    private final TestDirectory directory;

    DirectoryWriting(TestDirectory directory) {
        this.directory = directory;
    }

    List<Resource> all() {
        List<Resource> all = new ArrayList<>();
        Map<String, Resource> shared = new LinkedHashMap<>();
        for (ClinicalIndication indication : directory.indications()) {
            all.add(plan(indication));
            for (DirectoryTest test : indication.tests()) {
                all.add(activity(indication, test));
                test.digital()
                        .ifPresent(digital -> {
                            digital.requirements()
                                    .ifPresent(r -> shared.putIfAbsent(r.library(), library(r)));
                            digital.specimens()
                                    .forEach(s -> shared.putIfAbsent(s.reference(), specimen(s)));
                        });
            }
        }
        all.addAll(shared.values());
        return all;
    }

    PlanDefinition plan(ClinicalIndication indication) {
        PlanDefinition plan = new PlanDefinition();
        Optional<DigitalPackage> digital = indication.digital();
        String code = digital.map(DigitalPackage::code).orElse(indication.code());
        plan.setId(code);
        plan.getMeta().setVersionId(DirectoryMapping.versionId(directory));
        plan.setUrl(address("PlanDefinition", code, digital.isPresent()));
        digital.ifPresent(d -> plan.addIdentifier(newCode(d.code())));
        plan.addIdentifier(oldCode(indication.code(), digital.isPresent()));
        plan.setVersion(
                digital.isPresent() ? digital.get().version().orElse(null) : directory.version());
        plan.setName(given(digital.map(DigitalPackage::name).orElse(code + "_PlanDefinition")));
        plan.setTitle(given(digital.map(DigitalPackage::title).orElse(indication.name())));
        plan.setStatus(status(digital.map(DigitalPackage::status).orElse("active")));
        digital.flatMap(DigitalPackage::experimental)
                .ifPresent(e -> plan.setExperimentalElement(new BooleanType(e)));
        plan.setDescription(given(digital.map(DigitalPackage::description).orElse("")));
        plan.setUsage(given(indication.criteria()));
        plan.setEffectivePeriod(fromFirstDay());
        digital.ifPresent(d -> {
            d.specialties().forEach(s -> plan.addUseContext(specialty(s)));
            d.modality()
                    .ifPresent(m ->
                            plan.addGoal().setDescription(concept(Systems.PACKAGE_MODALITY, m)));
            if (!d.parties().isEmpty()) {
                plan.addExtension(actors(d.parties()));
            }
        });
        indication
                .specialties()
                .forEach(s ->
                        plan.addUseContext(
                                context("user").setValue(new CodeableConcept().setText(s))));
        if (indication.minimumAgeYears().isPresent() || indication.maximumAgeYears().isPresent()) {
            Range range = new Range();
            indication.minimumAgeYears().ifPresent(y -> range.setLow(years(y)));
            indication.maximumAgeYears().ifPresent(y -> range.setHigh(years(y)));
            plan.addUseContext(context("age").setValue(range));
        }
        if (digital.isPresent()) {
            digital.get()
                    .testCodes()
                    .forEach(t ->
                            plan.addAction()
                                    .setDefinition(
                                            new CanonicalType(
                                                    address("ActivityDefinition", t, true))));
        } else {
            indication
                    .tests()
                    .forEach(t -> plan.addAction().setDefinition(new CanonicalType(addressOf(t))));
        }
        Extension own = new Extension(Systems.DIRECTORY_INDICATION);
        part(own, "directoryVersion", new StringType(directory.version()));
        part(own, "effectiveFrom", new DateType(directory.effectiveFrom().toString()));
        part(own, "name", new StringType(indication.name()));
        indication.tests().forEach(t -> part(own, "test", new CodeType(t.code())));
        plan.addExtension(own);
        return plan;
    }

    ActivityDefinition activity(DirectoryTest test) {
        return activity(directory.indicationOfTest(test.code()).orElseThrow(), test);
    }

    private ActivityDefinition activity(ClinicalIndication indication, DirectoryTest test) {
        ActivityDefinition activity = new ActivityDefinition();
        Optional<DigitalTest> digital = test.digital();
        String code = digital.map(DigitalTest::code).orElse(test.code());
        activity.setId(code);
        activity.getMeta().setVersionId(DirectoryMapping.versionId(directory));
        activity.setUrl(addressOf(test));
        digital.ifPresent(d -> activity.addIdentifier(newCode(d.code())));
        activity.addIdentifier(oldCode(test.code(), digital.isPresent()));
        activity.setVersion(
                digital.isPresent() ? digital.get().version().orElse(null) : directory.version());
        activity.setName(
                given(
                        digital.map(DigitalTest::name)
                                .orElse(code.replace('.', '_') + "_ActivityDefinition")));
        activity.setTitle(given(digital.map(DigitalTest::title).orElse(test.name())));
        activity.setStatus(status(digital.map(DigitalTest::status).orElse("active")));
        digital.flatMap(DigitalTest::experimental)
                .ifPresent(e -> activity.setExperimentalElement(new BooleanType(e)));
        activity.setEffectivePeriod(fromFirstDay());
        if (digital.isPresent()) {
            digital.get()
                    .methodType()
                    .ifPresent(m -> activity.setCode(concept(Systems.TEST_METHOD_TYPE, m)));
            digital.get().requirements().ifPresent(r -> activity.addLibrary(r.library()));
            digital.get()
                    .specimens()
                    .forEach(s -> activity.addSpecimenRequirement(new Reference(s.reference())));
            digital.get().panels().forEach(p -> activity.addRelatedArtifact(panel(p)));
        } else {
            activity.setCode(
                    new CodeableConcept()
                            .addCoding(
                                    new Coding(
                                            Systems.TEST_METHOD,
                                            ownCode(test),
                                            test.method().words()))
                            .setText(test.methodWords()));
            panelIds(test).forEach(id -> activity.addRelatedArtifact(panel(id)));
        }
        activity.addExtension(own(indication, test));
        return activity;
    }

    private static List<String> panelIds(DirectoryTest test) {
        List<String> ids =
                new ArrayList<>(test.sheet().map(SheetEntry::panelIds).orElse(List.of()));
        test.panelId().filter(id -> !ids.contains(id)).ifPresent(ids::addFirst);
        return ids;
    }

    private static String ownCode(DirectoryTest test) {
        return test.method().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private Extension own(ClinicalIndication indication, DirectoryTest test) {
        Extension own = new Extension(Systems.DIRECTORY_TEST);
        part(own, "indication", new CodeType(indication.code()));
        part(own, "name", new StringType(test.name()));
        part(own, "method", new CodeType(ownCode(test)));
        test.panelId().ifPresent(id -> part(own, "panel", new StringType(id)));
        part(own, "turnaroundClass", new StringType(test.turnaroundClass()));
        part(
                own,
                "turnaroundCalendarDays",
                new IntegerType(directory.turnaroundCalendarDays(test)));
        test.familyStructure()
                .ifPresent(f ->
                        part(
                                own,
                                "familyStructure",
                                new CodeType(f.name().toLowerCase(java.util.Locale.ROOT))));
        test.sheet().ifPresent(s -> own.addExtension(sheet(s)));
        return own;
    }

    private static Extension sheet(SheetEntry entry) {
        Extension sheet = new Extension("sheet");
        part(sheet, "methodAsWritten", new StringType(entry.methodAsWritten()));
        part(sheet, "method", new StringType(entry.method()));
        part(sheet, "target", new StringType(entry.target()));
        entry.panelIds().forEach(id -> part(sheet, "panel", new StringType(id)));
        part(sheet, "commissioningCategory", new StringType(entry.commissioningCategory()));
        part(sheet, "specialistTestGroup", new StringType(entry.specialistTestGroup()));
        part(sheet, "changes", new StringType(entry.changes()));
        part(sheet, "assignedBy", new StringType(entry.assignedBy()));
        return sheet;
    }

    /// Adds a part that has a value; FHIR has no empty texts.
    private static void part(Extension to, String name, Type value) {
        if (!value.isEmpty()) {
            to.addExtension(new Extension(name, value));
        }
    }

    static Library library(OrderRequirements requirements) {
        Library library = new Library();
        String address = requirements.library();
        library.setId(address.substring(address.lastIndexOf('/') + 1));
        library.setUrl(address);
        library.setName(given(requirements.name()));
        library.setStatus(PublicationStatus.ACTIVE);
        library.getType().addCoding(new Coding(Systems.LIBRARY_TYPE, "module-definition", null));
        switch (requirements.additionalPanels()) {
            case NOT_AVAILABLE -> parameter(library, "additional_panels_available").setMax("0");
            case AVAILABLE -> parameter(library, "additional_panels_available").setMax("*");
            case REQUIRED ->
                    parameter(library, "additional_panels_available").setMin(1).setMax("*");
            case NOT_STATED -> {
                // no parameter
            }
        }
        need(library, "target_disease", requirements.targetDisease());
        need(library, "target_gene", requirements.targetGene());
        need(library, "target_variant", requirements.targetVariant());
        return library;
    }

    private static void need(Library library, String name, OrderRequirements.Need need) {
        switch (need) {
            case REQUIRED -> parameter(library, name).setMin(1);
            case OPTIONAL -> parameter(library, name).setMin(0);
            case NOT_STATED -> {
                // no parameter
            }
        }
    }

    private static ParameterDefinition parameter(Library library, String name) {
        return library.addParameter()
                .setName(name)
                .setUse(ParameterDefinition.ParameterUse.IN)
                .setType("Coding");
    }

    private static SpecimenDefinition specimen(DigitalTest.SpecimenNeed need) {
        SpecimenDefinition definition = new SpecimenDefinition();
        String address = need.reference();
        definition.setId(address.substring(address.lastIndexOf('/') + 1));
        need.category()
                .ifPresent(c -> definition.setTypeCollected(concept(Systems.SAMPLE_CATEGORY, c)));
        need.types()
                .forEach(t ->
                        definition
                                .addTypeTested()
                                .setPreference(
                                        SpecimenDefinition.SpecimenContainedPreference.PREFERRED)
                                .setType(concept(Systems.SNOMED, t)));
        return definition;
    }

    private static RelatedArtifact panel(DigitalTest.PanelLink link) {
        return new RelatedArtifact()
                .setType(RelatedArtifact.RelatedArtifactType.COMPOSEDOF)
                .setUrl(link.url())
                .setLabel(given(link.label()))
                .setDisplay(given(link.display()));
    }

    private static RelatedArtifact panel(String id) {
        return new RelatedArtifact()
                .setType(RelatedArtifact.RelatedArtifactType.COMPOSEDOF)
                .setUrl((id.matches("[0-9]{1,9}") ? PANELAPP : OWN_PANEL) + id);
    }

    private static Extension actors(List<DigitalPackage.Party> parties) {
        Extension actor = new Extension(Systems.PLAN_ACTOR);
        for (DigitalPackage.Party party : parties) {
            Extension option = new Extension("option");
            option.addExtension(new Extension("role", concept(Systems.ACTION_ROLE, party.role())));
            option.addExtension(
                    new Extension(
                            "typeReference",
                            new Reference()
                                    .setIdentifier(
                                            new Identifier()
                                                    .setSystem(Systems.ODS)
                                                    .setValue(party.ods()))
                                    .setDisplay(given(party.name()))));
            actor.addExtension(option);
        }
        return actor;
    }

    private static UsageContext specialty(Coded specialty) {
        return context("focus").setValue(concept(Systems.CLINICAL_SPECIALTY, specialty));
    }

    private static UsageContext context(String code) {
        return new UsageContext().setCode(new Coding(Systems.USAGE_CONTEXT, code, null));
    }

    private static Quantity years(int years) {
        return new Quantity()
                .setValue(years)
                .setUnit("years")
                .setSystem("http://unitsofmeasure.org")
                .setCode("a");
    }

    private static CodeableConcept concept(String system, Coded code) {
        return new CodeableConcept()
                .addCoding(new Coding(system, code.code(), given(code.words())));
    }

    private static Identifier newCode(String code) {
        return new Identifier().setSystem(Systems.DIGITAL_TEST_DIRECTORY_ID).setValue(code);
    }

    private static Identifier oldCode(String code, boolean isReplaced) {
        Identifier identifier =
                new Identifier().setSystem(Systems.TEST_DIRECTORY_ID).setValue(code);
        return isReplaced ? identifier.setUse(Identifier.IdentifierUse.OLD) : identifier;
    }

    private static String addressOf(DirectoryTest test) {
        return test.digital()
                .map(d -> address("ActivityDefinition", d.code(), true))
                .orElse(address("ActivityDefinition", test.code(), false));
    }

    private static String address(String type, String code, boolean isNational) {
        return (isNational ? NATIONAL : OWN) + type + "/" + code;
    }

    private static PublicationStatus status(String code) {
        return switch (code) {
            case "draft" -> PublicationStatus.DRAFT;
            case "active" -> PublicationStatus.ACTIVE;
            case "retired" -> PublicationStatus.RETIRED;
            default -> PublicationStatus.UNKNOWN;
        };
    }

    private Period fromFirstDay() {
        LocalDate day = directory.effectiveFrom();
        Period period = new Period();
        period.setStartElement(new DateTimeType(day.toString()));
        return period;
    }

    /// A text that FHIR leaves out where it is empty.
    private static @org.jspecify.annotations.Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
