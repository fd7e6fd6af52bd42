package org.opengms.fhir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.opengms.fhir.PackageReport.Fallback;

/// Which profiles a resource is judged by: the one that the table gives to its type, and those that
/// it declares itself.
final class ProfileChoice {
    private final NationalPackages packages;
    private final Definitions definitions;

    ProfileChoice(NationalPackages packages, Definitions definitions) {
        this.packages = packages;
        this.definitions = definitions;
    }

    /// The profiles of a resource, none of which another one includes. Empty where plain FHIR R4 is
    /// all there is.
    ///
    /// @param fallbacks takes what could not be used
    List<StructureDefinition> of(Element resource, Set<Fallback> fallbacks) {
        if (packages.isEmpty()) {
            return List.of();
        }
        List<StructureDefinition> wanted = new ArrayList<>();
        for (String declared : declared(resource)) {
            StructureDefinition profile = usable(declared, resource.fhirType());
            if (profile != null) {
                wanted.add(profile);
            } else {
                packages.obstacle(NationalPackages.withoutVersion(declared))
                        .ifPresent(why ->
                                fallbacks.add(
                                        new Fallback(
                                                resource.fhirType(),
                                                declared,
                                                packages.instead(resource.fhirType()),
                                                why)));
            }
        }
        assigned(resource, packages.table(), fallbacks, wanted);
        Map<String, StructureDefinition> chosen = new LinkedHashMap<>();
        wanted.forEach(profile -> chosen.putIfAbsent(profile.getUrl(), profile));
        chosen.keySet()
                .removeIf(url ->
                        wanted.stream()
                                .anyMatch(other ->
                                        !other.getUrl().equals(url)
                                                && definitions.isOrDerivesFrom(other, url)));
        return List.copyOf(chosen.values());
    }

    private void assigned(
            Element resource,
            ProfileTable table,
            Set<Fallback> fallbacks,
            List<StructureDefinition> wanted) {
        String type = resource.fhirType();
        String profile =
                table.rows().stream()
                        .filter(row -> row.type().equals(type))
                        .filter(row ->
                                row.category().isEmpty()
                                        || hasCategory(resource, row.category().get()))
                        .map(ProfileTable.Row::profile)
                        .findFirst()
                        .orElse(table.general(type));
        StructureDefinition definition = usable(profile, type);
        if (definition == null && !profile.equals(table.general(type))) {
            String instead = packages.instead(type);
            fallbacks.add(
                    new Fallback(
                            type,
                            profile,
                            instead,
                            packages.obstacle(profile)
                                    .orElse("its definition contradicts itself")));
            definition = usable(instead, type);
        }
        if (definition != null) {
            wanted.add(definition);
        }
    }

    /// A profile for that type that adds something to FHIR R4.
    private @Nullable StructureDefinition usable(String canonical, String type) {
        StructureDefinition profile = definitions.profile(canonical);
        return profile != null
                        && profile.getType().equals(type)
                        && profile.getDerivation()
                                == StructureDefinition.TypeDerivationRule.CONSTRAINT
                        && profile.hasSnapshot()
                ? profile
                : null;
    }

    private static List<String> declared(Element resource) {
        Element meta = resource.getNamedChild("meta", false);
        if (meta == null) {
            return List.of();
        }
        return meta.getChildrenByName("profile").stream()
                .map(Element::primitiveValue)
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean hasCategory(Element resource, String code) {
        for (Element category : resource.getChildrenByName("category")) {
            for (Element coding : category.getChildrenByName("coding")) {
                if (code.equals(coding.getChildValue("code"))) {
                    return true;
                }
            }
        }
        return false;
    }
}
