package org.opengms.orders;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.opengms.datafile.DataFile;

/// An acceptance policy as a JSON file: `name`, and under `grades` the codes of findings whose
/// grade differs from the default, such as
/// `{"name":"pilot","grades":{"nhs-number-invalid":"warning"}}`.
public final class AcceptancePolicyFile {
    private static final DataFile<Content> FORM =
            new DataFile<>(
                    Content.class,
                    "an acceptance policy",
                    "OGMS-2410",
                    AcceptancePolicyFile::checked);

    private AcceptancePolicyFile() {}

    /// The file as it is written.
    ///
    /// @param name of the policy
    /// @param grades code of a finding to `error`, `warning` or `information`
    record Content(String name, Map<String, String> grades) {}

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException if it is no policy, or names a finding or grade that is not
    ///   there
    /// @throws java.io.UncheckedIOException if it cannot be read
    public static AcceptancePolicy read(Path file) {
        Content content = FORM.read(file);
        Map<FindingKind, Grade> grades = new EnumMap<>(FindingKind.class);
        content.grades().forEach((code, grade) -> grades.put(kind(code), grade(code, grade)));
        return new AcceptancePolicy(content.name(), grades);
    }

    private static Content checked(Content content) {
        content.grades()
                .forEach((code, grade) -> {
                    kind(code);
                    grade(code, grade);
                });
        return content;
    }

    private static FindingKind kind(String code) {
        return Arrays.stream(FindingKind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "grades: there is no finding '%s'. The findings are: %s."
                                        .formatted(
                                                code.length() > 40 ? code.substring(0, 40) : code,
                                                String.join(
                                                        ", ",
                                                        Arrays.stream(FindingKind.values())
                                                                .map(FindingKind::code)
                                                                .toList()))));
    }

    private static Grade grade(String code, String grade) {
        return Arrays.stream(Grade.values())
                .filter(g -> g.name().toLowerCase(Locale.ROOT).equals(grade))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "grades.%s: say error, warning or information.".formatted(code)));
    }
}
