package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.ParameterDefinition;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SpecimenDefinition;
import org.hl7.fhir.r4.model.UsageContext;
import org.opengms.directory.Coded;
import org.opengms.directory.DigitalDirectory;
import org.opengms.directory.DigitalDirectory.PackageEntry;
import org.opengms.directory.DigitalDirectory.TestEntry;
import org.opengms.directory.DigitalDirectory.Unmatched;
import org.opengms.directory.DigitalPackage;
import org.opengms.directory.DigitalTest;
import org.opengms.directory.OrderRequirements;
import org.opengms.directory.OrderRequirements.AdditionalPanels;
import org.opengms.directory.OrderRequirements.Need;

/// Reads definitions of the digital test directory. Tolerates what the national examples have:
/// identifier systems without their last letter, parameters of Libraries with and without
/// `_required`, definitions without a version.
final class DigitalReading {
    private static final Set<String> OLD_SYSTEMS =
            Set.of(Systems.TEST_DIRECTORY, Systems.TEST_DIRECTORY_ID);

    /// `https://…/panels/490` and `https://…/panels/490/v46.1`.
    private static final Pattern PANEL_ADDRESS =
            Pattern.compile(".*/panels/([0-9]{1,9})(?:/v?([0-9A-Za-z.]{1,20}))?/?");

    private final List<? extends Resource> resources;
    private final List<Unmatched> left = new ArrayList<>();
    private final Map<String, OrderRequirements> libraries = new LinkedHashMap<>();
    private final Map<String, SpecimenDefinition> specimens = new LinkedHashMap<>();

    DigitalReading(List<? extends Resource> resources) {
        this.resources = resources.stream().map(Elements::valued).toList();
    }

    DigitalDirectory read() {
        List<PackageEntry> packages = new ArrayList<>();
        List<TestEntry> tests = new ArrayList<>();
        for (Resource resource : resources) {
            if (resource instanceof Library library) {
                libraries.putIfAbsent(text(library.getUrl()), requirements(library));
            } else if (resource instanceof SpecimenDefinition specimen) {
                specimens.putIfAbsent(specimen.getIdElement().getIdPart(), specimen);
            }
        }
        for (Resource resource : resources) {
            switch (resource) {
                case ActivityDefinition activity ->
                        code(activity.getIdentifier(), DigitalTest.CODE_SHAPE)
                                .ifPresentOrElse(
                                        code -> tests.add(test(code, activity)),
                                        () -> withoutCode(activity, "GT"));
                case PlanDefinition plan ->
                        code(plan.getIdentifier(), DigitalPackage.CODE_SHAPE)
                                .ifPresentOrElse(
                                        code -> packages.add(testPackage(code, plan)),
                                        () -> withoutCode(plan, "TP"));
                case Library _, SpecimenDefinition _ -> {
                    // read above
                }
                default ->
                        left.add(
                                new Unmatched(
                                        named(resource),
                                        "it is no definition of the digital test directory"));
            }
        }
        return new DigitalDirectory(packages, tests, left);
    }

    private void withoutCode(Resource resource, String kind) {
        boolean own =
                ((org.hl7.fhir.r4.model.DomainResource) resource)
                        .getExtension().stream()
                                .anyMatch(e ->
                                        Systems.DIRECTORY_INDICATION.equals(e.getUrl())
                                                || Systems.DIRECTORY_TEST.equals(e.getUrl()));
        if (!own) {
            left.add(
                    new Unmatched(
                            named(resource),
                            "it has no identifier with a %s code".formatted(kind)));
        }
    }

    private static String named(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        return id == null ? resource.fhirType() : resource.fhirType() + "/" + id;
    }

    private static Optional<String> code(List<Identifier> identifiers, String shape) {
        return identifiers.stream()
                .filter(i -> !OLD_SYSTEMS.contains(text(i.getSystem())))
                .map(i -> text(i.getValue()).strip())
                .filter(v -> v.matches(shape))
                .findFirst();
    }

    private static List<String> oldCodes(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(i -> OLD_SYSTEMS.contains(text(i.getSystem())) && i.hasValue())
                .map(i -> i.getValue().strip())
                .toList();
    }

    private PackageEntry testPackage(String code, PlanDefinition plan) {
        List<String> tests = new ArrayList<>();
        actions(code, plan.getAction(), tests);
        return new PackageEntry(
                new DigitalPackage(
                        code,
                        Optional.ofNullable(plan.getVersion()),
                        text(plan.getName()),
                        text(plan.getTitle()),
                        text(plan.getDescription()),
                        plan.getStatus() == null ? "unknown" : plan.getStatus().toCode(),
                        plan.hasExperimental()
                                ? Optional.of(plan.getExperimental())
                                : Optional.empty(),
                        plan.getGoal().stream()
                                .flatMap(g ->
                                        codes(g.getDescription(), Systems.PACKAGE_MODALITY)
                                                .stream())
                                .findFirst(),
                        plan.getUseContext().stream()
                                .filter(UsageContext::hasValueCodeableConcept)
                                .flatMap(u ->
                                        codes(
                                                u.getValueCodeableConcept(),
                                                Systems.CLINICAL_SPECIALTY)
                                                .stream())
                                .toList(),
                        parties(code, plan),
                        tests),
                oldCodes(plan.getIdentifier()));
    }

    private void actions(
            String code,
            List<PlanDefinition.PlanDefinitionActionComponent> actions,
            List<String> tests) {
        for (PlanDefinition.PlanDefinitionActionComponent action : actions) {
            if (action.hasDefinitionCanonicalType()) {
                String address = text(action.getDefinitionCanonicalType().getValue());
                String bare = address.replaceAll("\\|.*$", "");
                String last = bare.substring(bare.lastIndexOf('/') + 1);
                if (last.matches(DigitalTest.CODE_SHAPE)) {
                    tests.add(last);
                } else {
                    left.add(
                            new Unmatched(
                                    code,
                                    "it lists %s, which names no test by a GT code"
                                            .formatted(shown(address))));
                }
            }
            actions(code, action.getAction(), tests);
        }
    }

    private List<DigitalPackage.Party> parties(String code, PlanDefinition plan) {
        List<DigitalPackage.Party> parties = new ArrayList<>();
        for (Extension actor : plan.getExtensionsByUrl(Systems.PLAN_ACTOR)) {
            for (Extension option : actor.getExtensionsByUrl("option")) {
                Optional<Coded> role =
                        Elements.extension(option.getExtension(), "role")
                                .filter(CodeableConcept.class::isInstance)
                                .flatMap(v ->
                                        codes((CodeableConcept) v, Systems.ACTION_ROLE).stream()
                                                .findFirst());
                Optional<Reference> who =
                        Elements.extension(option.getExtension(), "typeReference")
                                .filter(Reference.class::isInstance)
                                .map(Reference.class::cast);
                String ods = who.map(r -> text(r.getIdentifier().getValue())).orElse("").strip();
                if (role.isEmpty() || ods.isEmpty()) {
                    left.add(
                            new Unmatched(
                                    code, "one of its actors has no role or no organisation code"));
                } else {
                    parties.add(
                            new DigitalPackage.Party(
                                    role.get(),
                                    ods,
                                    who.map(r -> text(r.getDisplay())).orElse("")));
                }
            }
        }
        return parties;
    }

    private TestEntry test(String code, ActivityDefinition activity) {
        Optional<OrderRequirements> requirements = Optional.empty();
        if (activity.hasLibrary()) {
            String address = text(activity.getLibrary().getFirst().getValue());
            OrderRequirements known = libraries.get(address.replaceAll("\\|.*$", ""));
            if (known == null) {
                left.add(
                        new Unmatched(
                                code,
                                "its Library %s is not among the resources, so what an order must say is not known"
                                        .formatted(shown(address))));
            }
            requirements =
                    Optional.of(
                            known == null
                                    ? new OrderRequirements(
                                            address,
                                            "",
                                            AdditionalPanels.NOT_STATED,
                                            Need.NOT_STATED,
                                            Need.NOT_STATED,
                                            Need.NOT_STATED)
                                    : known);
        }
        return new TestEntry(
                new DigitalTest(
                        code,
                        Optional.ofNullable(activity.getVersion()),
                        text(activity.getName()),
                        text(activity.getTitle()),
                        activity.getStatus() == null ? "unknown" : activity.getStatus().toCode(),
                        activity.hasExperimental()
                                ? Optional.of(activity.getExperimental())
                                : Optional.empty(),
                        codes(activity.getCode(), Systems.TEST_METHOD_TYPE).stream().findFirst(),
                        requirements,
                        panels(code, activity),
                        activity.getSpecimenRequirement().stream()
                                .map(r -> specimen(code, r))
                                .toList()),
                oldCodes(activity.getIdentifier()));
    }

    private List<DigitalTest.PanelLink> panels(String code, ActivityDefinition activity) {
        List<DigitalTest.PanelLink> panels = new ArrayList<>();
        for (RelatedArtifact artifact : activity.getRelatedArtifact()) {
            if (artifact.getType() != RelatedArtifact.RelatedArtifactType.COMPOSEDOF) {
                continue;
            }
            String address = text(artifact.getUrl());
            Matcher matcher = PANEL_ADDRESS.matcher(address);
            if (matcher.matches()) {
                panels.add(
                        new DigitalTest.PanelLink(
                                matcher.group(1),
                                Optional.ofNullable(matcher.group(2)),
                                address,
                                text(artifact.getLabel()),
                                text(artifact.getDisplay())));
            } else if (!address.startsWith(DirectoryWriting.OWN_PANEL)) {
                left.add(
                        new Unmatched(
                                code,
                                "it is composed of %s, which is no address of a panel"
                                        .formatted(shown(address))));
            }
        }
        return panels;
    }

    private DigitalTest.SpecimenNeed specimen(String code, Reference reference) {
        String address = text(reference.getReference());
        SpecimenDefinition definition =
                specimens.get(address.substring(address.lastIndexOf('/') + 1));
        if (definition == null) {
            left.add(
                    new Unmatched(
                            code,
                            "its %s is not among the resources, so the specimen is not known"
                                    .formatted(shown(address))));
            return new DigitalTest.SpecimenNeed(address, Optional.empty(), List.of());
        }
        return new DigitalTest.SpecimenNeed(
                address,
                definition.getTypeCollected().getCoding().stream()
                        .map(DigitalReading::coded)
                        .findFirst(),
                definition.getTypeTested().stream()
                        .flatMap(t -> t.getType().getCoding().stream().limit(1))
                        .map(DigitalReading::coded)
                        .toList());
    }

    private static OrderRequirements requirements(Library library) {
        return new OrderRequirements(
                text(library.getUrl()),
                text(library.getName()),
                additionalPanels(library),
                need(library, "target_disease"),
                need(library, "target_gene"),
                need(library, "target_variant"));
    }

    private static AdditionalPanels additionalPanels(Library library) {
        Optional<ParameterDefinition> parameter = parameter(library, "additional_panels_available");
        if (parameter.isEmpty()) {
            return AdditionalPanels.NOT_STATED;
        }
        if ("0".equals(parameter.get().getMax())) {
            return AdditionalPanels.NOT_AVAILABLE;
        }
        return parameter.get().getMin() > 0
                ? AdditionalPanels.REQUIRED
                : AdditionalPanels.AVAILABLE;
    }

    private static Need need(Library library, String name) {
        return parameter(library, name)
                .or(() -> parameter(library, name + "_required"))
                .map(p -> p.getMin() > 0 ? Need.REQUIRED : Need.OPTIONAL)
                .orElse(Need.NOT_STATED);
    }

    private static Optional<ParameterDefinition> parameter(Library library, String name) {
        return library.getParameter().stream()
                .filter(p -> name.equals(text(p.getName()).strip()))
                .findFirst();
    }

    private static List<Coded> codes(CodeableConcept concept, String system) {
        return concept.getCoding().stream()
                .filter(c -> system.equals(c.getSystem()) && c.hasCode())
                .map(DigitalReading::coded)
                .toList();
    }

    private static Coded coded(Coding coding) {
        return new Coded(text(coding.getCode()), text(coding.getDisplay()));
    }

    /// An address from outside, cut and cleaned for a message.
    private static String shown(String address) {
        String clean = address.replaceAll("[^A-Za-z0-9:/._|#?=&-]", "?");
        return clean.length() > 120 ? clean.substring(0, 120) + "…" : clean;
    }
}
