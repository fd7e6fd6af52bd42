package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.NamingSystem;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/// The national FHIR definitions of the operator's package folder: profiles, extensions, code
/// systems, value sets. Nothing is fetched from anywhere else.
public final class NationalPackages {
    /// No packages: what is checked is FHIR R4 alone.
    public static final NationalPackages NONE =
            new NationalPackages(
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Set.of(),
                    ProfileTable.NONE,
                    new PackageReport(
                            Map.of(), Map.of(), Map.of(), 0, List.of(), List.of(), List.of(),
                            List.of()));

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private final Map<String, StructureDefinition> structures;
    private final Map<String, CodeSystem> codeSystems;
    private final Map<String, ValueSet> valueSets;
    private final Set<String> namedSystems;
    private final Map<String, String> byLowerCase = new HashMap<>();
    private final ProfileTable table;
    private final PackageReport report;

    private NationalPackages(
            Map<String, StructureDefinition> structures,
            Map<String, CodeSystem> codeSystems,
            Map<String, ValueSet> valueSets,
            Set<String> namedSystems,
            ProfileTable table,
            PackageReport report) {
        this.structures = structures;
        this.codeSystems = codeSystems;
        codeSystems.keySet().forEach(url -> byLowerCase.put(url.toLowerCase(Locale.ROOT), url));
        this.valueSets = valueSets;
        this.namedSystems = namedSystems;
        this.table = table;
        this.report = report;
    }

    /// Reads a package folder. What cannot be read is told in the report; the rest is used.
    ///
    /// @param fhir a context for FHIR R4
    /// @param folder with FHIR definitions in JSON or XML at any depth, or FHIR packages
    /// @throws IllegalArgumentException if there is no such folder
    public static NationalPackages load(FhirContext fhir, Path folder) {
        checkFolder(folder);
        return new Reading().of(new PackageFolder(fhir, folder).read());
    }

    static void checkFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "OGMS-3140 There is no folder %s. Name the folder that holds the FHIR packages."
                            .formatted(folder));
        }
    }

    /// What was found.
    public PackageReport report() {
        return report;
    }

    boolean isEmpty() {
        return table.rows().isEmpty();
    }

    ProfileTable table() {
        return table;
    }

    /// Profiles and extensions by canonical address, without snapshots where they came without.
    Map<String, StructureDefinition> structures() {
        return structures;
    }

    Map<String, CodeSystem> codeSystems() {
        return codeSystems;
    }

    Map<String, ValueSet> valueSets() {
        return valueSets;
    }

    /// Code systems that a NamingSystem names, whose codes are elsewhere.
    Set<String> namedSystems() {
        return namedSystems;
    }

    /// What is known of a code system that nobody has defined: a row of the table, or the defined
    /// one that differs in upper and lower case alone. Empty for all others.
    Optional<ProfileTable.Undefined> undefined(String system) {
        if (codeSystems.containsKey(system)) {
            return Optional.empty();
        }
        ProfileTable.Undefined row = table.undefined().get(system);
        if (row != null) {
            return Optional.of(row);
        }
        return Optional.ofNullable(byLowerCase.get(system.toLowerCase(Locale.ROOT)))
                .map(defined ->
                        new ProfileTable.Undefined(
                                Optional.of(defined), Optional.empty(), Optional.empty()));
    }

    /// Why a profile cannot be used; empty if it can.
    Optional<String> obstacle(String profile) {
        Set<String> seen = new HashSet<>();
        for (String at = profile; !at.startsWith(BASE); ) {
            StructureDefinition structure = structures.get(at);
            if (structure == null) {
                return Optional.of(
                        at.equals(profile)
                                ? "it is not among the packages"
                                : "its base definition %s is not among the packages".formatted(at));
            }
            if (!seen.add(at) || !structure.hasBaseDefinition()) {
                return Optional.of("its base definitions lead nowhere");
            }
            at = withoutVersion(structure.getBaseDefinition());
        }
        return Optional.empty();
    }

    /// What is used for a type when its profile cannot be: UK Core, else FHIR R4 itself.
    String instead(String type) {
        String general = table.general(type);
        return obstacle(general).isEmpty() ? general : BASE + type;
    }

    static String withoutVersion(String canonical) {
        int bar = canonical.indexOf('|');
        return bar < 0 ? canonical : canonical.substring(0, bar);
    }

    /// Sorts what a folder holds.
    private static final class Reading {
        private final Map<String, Known> known = new LinkedHashMap<>();
        private final Map<String, Integer> others = new TreeMap<>();
        private final List<PackageReport.Replaced> replaced = new ArrayList<>();
        private final List<PackageReport.Unreadable> unreadable = new ArrayList<>();
        private int otherFiles;

        private record Known(String file, MetadataResource resource) {}

        NationalPackages of(List<PackageFolder.Content> contents) {
            for (PackageFolder.Content content : contents) {
                switch (content) {
                    case PackageFolder.Content.Definition(var file, var resource) ->
                            add(new Known(file, resource));
                    case PackageFolder.Content.OtherResource(var type) ->
                            others.merge(type, 1, Integer::sum);
                    case PackageFolder.Content.OtherFile() -> otherFiles++;
                    case PackageFolder.Content.Unreadable(var file, var why) ->
                            unreadable.add(new PackageReport.Unreadable(file, why));
                }
            }
            Map<String, StructureDefinition> structures = new LinkedHashMap<>();
            Map<String, CodeSystem> codeSystems = new LinkedHashMap<>();
            Map<String, ValueSet> valueSets = new LinkedHashMap<>();
            Set<String> named = new TreeSet<>();
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, Integer> packages = new TreeMap<>();
            for (Known one : known.values()) {
                packages.merge(packageOf(one.file()), 1, Integer::sum);
                counts.merge(one.resource().fhirType(), 1, Integer::sum);
                switch (one.resource()) {
                    case StructureDefinition structure ->
                            structures.put(structure.getUrl(), structure);
                    case CodeSystem system -> codeSystems.put(system.getUrl(), system);
                    case ValueSet values -> valueSets.put(values.getUrl(), values);
                    case NamingSystem naming -> {
                        if (naming.getKind() == NamingSystem.NamingSystemType.CODESYSTEM) {
                            naming.getUniqueId().forEach(id -> named.add(id.getValue()));
                        }
                    }
                    default -> {}
                }
            }
            var withoutFallbacks =
                    new NationalPackages(
                            structures,
                            codeSystems,
                            valueSets,
                            named,
                            ProfileTable.national(),
                            NONE.report);
            return new NationalPackages(
                    structures,
                    codeSystems,
                    valueSets,
                    named,
                    withoutFallbacks.table,
                    new PackageReport(
                            packages,
                            counts,
                            others,
                            otherFiles,
                            replaced,
                            unreadable,
                            fallbacks(withoutFallbacks),
                            named.stream()
                                    .filter(system -> !codeSystems.containsKey(system))
                                    .toList()));
        }

        /// The folder or archive that a file lies in.
        private static String packageOf(String file) {
            String[] parts = file.split("[/\\\\!]", 2);
            return parts.length == 2 ? parts[0] : "";
        }

        private static List<PackageReport.Fallback> fallbacks(NationalPackages packages) {
            List<PackageReport.Fallback> fallbacks = new ArrayList<>();
            for (ProfileTable.Row row : packages.table.rows()) {
                packages.obstacle(row.profile())
                        .ifPresent(why ->
                                fallbacks.add(
                                        new PackageReport.Fallback(
                                                row.type(),
                                                row.profile(),
                                                packages.instead(row.type()),
                                                why)));
            }
            return fallbacks;
        }

        private void add(Known one) {
            MetadataResource resource = one.resource();
            String key =
                    resource.hasUrl()
                            ? resource.fhirType() + " " + resource.getUrl()
                            : resource.fhirType() + " " + resource.getName() + resource.getId();
            Known other = known.get(key);
            if (other == null) {
                known.put(key, one);
                return;
            }
            boolean isNewer = NEWER.compare(resource, other.resource()) > 0;
            Known used = isNewer ? one : other;
            Known left = isNewer ? other : one;
            known.put(key, used);
            replaced.add(
                    new PackageReport.Replaced(
                            resource.hasUrl() ? resource.getUrl() : resource.getName(),
                            version(used.resource()),
                            version(left.resource()),
                            left.file()));
        }

        private static String version(MetadataResource resource) {
            return resource.hasVersion() ? resource.getVersion() : "";
        }

        /// By version, number by number, then by date. A version with a label (`-beta`) is older
        /// than the one without, as in semantic versioning.
        private static final Comparator<MetadataResource> NEWER =
                Comparator.<MetadataResource, String>comparing(Reading::version, Reading::versions)
                        .thenComparing(
                                MetadataResource::getDate,
                                Comparator.nullsFirst(Comparator.naturalOrder()));

        private static int versions(String a, String b) {
            String[] left = a.split("-", 2);
            String[] right = b.split("-", 2);
            String[] leftNumbers = left[0].split("\\.", -1);
            String[] rightNumbers = right[0].split("\\.", -1);
            for (int i = 0; i < Math.max(leftNumbers.length, rightNumbers.length); i++) {
                int order = part(leftNumbers, i).compareTo(part(rightNumbers, i));
                if (order != 0) {
                    return order;
                }
            }
            int order = Boolean.compare(left.length == 1, right.length == 1);
            return order != 0 ? order : a.compareTo(b);
        }

        private static java.math.BigInteger part(String[] numbers, int place) {
            String digits = place < numbers.length ? numbers[place].replaceAll("[^0-9]", "") : "";
            return digits.isEmpty()
                    ? java.math.BigInteger.ZERO
                    : new java.math.BigInteger(
                            digits.length() > 20 ? digits.substring(0, 20) : digits);
        }
    }
}
