package org.opengms.fhir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was found in the operator's package folder, for the log at the start and for a page.
///
/// @param packages how many definitions in use come from each folder or archive; those of single
///   files stand under the empty name
/// @param definitions how many of each type are in use, such as `StructureDefinition` 176
/// @param ignoredResources how many resources of other types there were: examples and the like
/// @param ignoredFiles how many files were no FHIR resources
/// @param replaced definitions that were there more than once
/// @param unreadable files that could not be read, or not be used
/// @param fallbacks types whose profile cannot be used, and what is used instead
/// @param withoutCodes code systems that are named and whose codes are not there, so that they are
///   not checked
public record PackageReport(
        Map<String, Integer> packages,
        Map<String, Integer> definitions,
        Map<String, Integer> ignoredResources,
        int ignoredFiles,
        List<Replaced> replaced,
        List<Unreadable> unreadable,
        List<Fallback> fallbacks,
        List<String> withoutCodes) {

    public PackageReport {
        packages = Collections.unmodifiableMap(new TreeMap<>(packages));
        definitions = Map.copyOf(new TreeMap<>(definitions));
        ignoredResources = Map.copyOf(ignoredResources);
        replaced = List.copyOf(replaced);
        unreadable = List.copyOf(unreadable);
        fallbacks = List.copyOf(fallbacks);
        withoutCodes = List.copyOf(withoutCodes);
    }

    /// Two definitions of one canonical address: the newer version is used.
    ///
    /// @param url of both
    /// @param used the version that is used; empty if it has none
    /// @param left the version that is not used; empty if it has none
    /// @param file that holds the one that is not used
    public record Replaced(String url, String used, String left, String file) {}

    /// A file that could not be read, or whose definition cannot be used.
    ///
    /// @param file below the package folder
    /// @param why in plain words
    public record Unreadable(String file, String why) {}

    /// A profile that cannot be used.
    ///
    /// @param type of the resources that it is for
    /// @param profile that belongs to them
    /// @param used instead
    /// @param why in plain words
    public record Fallback(String type, String profile, String used, String why) {}

    /// The report in lines for the log, the most important first.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "FHIR packages: %s; not used: %d other resources, %d other files"
                        .formatted(
                                definitions.isEmpty() ? "none" : counts(definitions),
                                ignoredResources.values().stream().mapToInt(i -> i).sum(),
                                ignoredFiles));
        for (Unreadable file : unreadable) {
            lines.add("OGMS-3141 FHIR package file %s: %s".formatted(file.file(), file.why()));
        }
        for (Fallback fallback : fallbacks) {
            lines.add(
                    "%s: %s cannot be used (%s); %s is used instead"
                            .formatted(
                                    fallback.type(),
                                    fallback.profile(),
                                    fallback.why(),
                                    fallback.used()));
        }
        for (Replaced twice : replaced) {
            lines.add(
                    "%s is there twice: version %s is used, version %s of %s is not"
                            .formatted(twice.url(), twice.used(), twice.left(), twice.file()));
        }
        return lines;
    }

    private static String counts(Map<String, Integer> byType) {
        return new TreeMap<>(byType)
                .entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
    }
}
