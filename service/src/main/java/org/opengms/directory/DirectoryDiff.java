package org.opengms.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What differs between two versions of the test directory, field by field.
///
/// @param before version name of the one side
/// @param after version name of the other
/// @param indicationsAdded only on the `after` side, in its order
/// @param indicationsRemoved only on the `before` side, in its order
/// @param indicationsChanged on both sides with a difference, by code
/// @param panelsAdded identifiers of gene panels that only tests of the `after` side apply
/// @param panelsRemoved identifiers of gene panels that only tests of the `before` side apply
/// @param standards turnaround standards that differ, by class
public record DirectoryDiff(
        String before,
        String after,
        List<ClinicalIndication> indicationsAdded,
        List<ClinicalIndication> indicationsRemoved,
        List<IndicationChange> indicationsChanged,
        List<String> panelsAdded,
        List<String> panelsRemoved,
        List<FieldChange> standards) {
    public DirectoryDiff {
        indicationsAdded = List.copyOf(indicationsAdded);
        indicationsRemoved = List.copyOf(indicationsRemoved);
        indicationsChanged = List.copyOf(indicationsChanged);
        panelsAdded = List.copyOf(panelsAdded);
        panelsRemoved = List.copyOf(panelsRemoved);
        standards = List.copyOf(standards);
    }

    /// One field with two values.
    ///
    /// @param field its name, as in the directory's JSON form: `sheet.target`
    /// @param before empty where it was absent
    /// @param after empty where it is absent
    public record FieldChange(String field, String before, String after) {
        /// The same change the other way round.
        FieldChange reversed() {
            return new FieldChange(field, after, before);
        }
    }

    /// A test that is on both sides with a difference.
    public record TestChange(String code, String name, List<FieldChange> fields) {
        public TestChange {
            fields = List.copyOf(fields);
        }
    }

    /// An indication that is on both sides with a difference, in itself or in its tests.
    ///
    /// @param code of the indication
    /// @param name on the `after` side
    /// @param fields of the indication itself
    public record IndicationChange(
            String code,
            String name,
            List<FieldChange> fields,
            List<DirectoryTest> testsAdded,
            List<DirectoryTest> testsRemoved,
            List<TestChange> testsChanged) {
        public IndicationChange {
            fields = List.copyOf(fields);
            testsAdded = List.copyOf(testsAdded);
            testsRemoved = List.copyOf(testsRemoved);
            testsChanged = List.copyOf(testsChanged);
        }

        private boolean isNone() {
            return fields.isEmpty()
                    && testsAdded.isEmpty()
                    && testsRemoved.isEmpty()
                    && testsChanged.isEmpty();
        }
    }

    /// What differs between two versions. Name and first day of a version are no difference.
    public static DirectoryDiff between(TestDirectory before, TestDirectory after) {
        Map<String, ClinicalIndication> left =
                byCode(before.indications(), ClinicalIndication::code);
        Map<String, ClinicalIndication> right =
                byCode(after.indications(), ClinicalIndication::code);
        List<IndicationChange> changed = new ArrayList<>();
        new TreeMap<>(left)
                .forEach((code, was) -> {
                    ClinicalIndication is = right.get(code);
                    if (is != null) {
                        IndicationChange change = change(was, is);
                        if (!change.isNone()) {
                            changed.add(change);
                        }
                    }
                });
        TreeSet<String> panelsBefore = panels(before);
        TreeSet<String> panelsAfter = panels(after);
        return new DirectoryDiff(
                before.version(),
                after.version(),
                without(after.indications(), ClinicalIndication::code, left),
                without(before.indications(), ClinicalIndication::code, right),
                changed,
                panelsAfter.stream().filter(p -> !panelsBefore.contains(p)).toList(),
                panelsBefore.stream().filter(p -> !panelsAfter.contains(p)).toList(),
                fields(
                        texts(before.turnaroundCalendarDays()),
                        texts(after.turnaroundCalendarDays())));
    }

    /// Whether nothing differs.
    public boolean isNone() {
        return indicationsAdded.isEmpty()
                && indicationsRemoved.isEmpty()
                && indicationsChanged.isEmpty()
                && panelsAdded.isEmpty()
                && panelsRemoved.isEmpty()
                && standards.isEmpty();
    }

    /// How many tests are only on the `after` side, those of new indications included.
    public int testsAdded() {
        return indicationsAdded.stream().mapToInt(i -> i.tests().size()).sum()
                + indicationsChanged.stream().mapToInt(i -> i.testsAdded().size()).sum();
    }

    /// How many tests are only on the `before` side, those of retired indications included.
    public int testsRemoved() {
        return indicationsRemoved.stream().mapToInt(i -> i.tests().size()).sum()
                + indicationsChanged.stream().mapToInt(i -> i.testsRemoved().size()).sum();
    }

    /// How many tests are on both sides with a difference.
    public int testsChanged() {
        return indicationsChanged.stream().mapToInt(i -> i.testsChanged().size()).sum();
    }

    private static IndicationChange change(ClinicalIndication was, ClinicalIndication is) {
        Map<String, DirectoryTest> left = byCode(was.tests(), DirectoryTest::code);
        Map<String, DirectoryTest> right = byCode(is.tests(), DirectoryTest::code);
        List<TestChange> tests = new ArrayList<>();
        new TreeMap<>(left)
                .forEach((code, test) -> {
                    DirectoryTest other = right.get(code);
                    if (other != null) {
                        List<FieldChange> fields = fields(fieldsOf(test), fieldsOf(other));
                        if (!fields.isEmpty()) {
                            tests.add(new TestChange(code, other.name(), fields));
                        }
                    }
                });
        return new IndicationChange(
                is.code(),
                is.name(),
                fields(fieldsOf(was), fieldsOf(is)),
                without(is.tests(), DirectoryTest::code, left),
                without(was.tests(), DirectoryTest::code, right),
                tests);
    }

    private static <T> Map<String, T> byCode(List<T> all, Function<T, String> code) {
        Map<String, T> byCode = new LinkedHashMap<>();
        all.forEach(one -> byCode.putIfAbsent(code.apply(one), one));
        return byCode;
    }

    private static <T> List<T> without(
            List<T> all, Function<T, String> code, Map<String, T> others) {
        return all.stream().filter(one -> !others.containsKey(code.apply(one))).toList();
    }

    private static TreeSet<String> panels(TestDirectory directory) {
        TreeSet<String> panels = new TreeSet<>(DirectoryLibrary::compareParts);
        for (DirectoryTest test : directory.tests()) {
            panels.addAll(panelsOf(test));
        }
        return panels;
    }

    /// The identifiers of every panel that a test applies, wherever the directory names it.
    static List<String> panelsOf(DirectoryTest test) {
        TreeSet<String> panels = new TreeSet<>(DirectoryLibrary::compareParts);
        test.panelId().ifPresent(panels::add);
        test.sheet().ifPresent(s -> panels.addAll(s.panelIds()));
        test.digital().ifPresent(d -> d.panels().forEach(p -> panels.add(p.panelId())));
        return List.copyOf(panels);
    }

    private static Map<String, String> texts(Map<String, Integer> standards) {
        return standards.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue() + " days"));
    }

    /// Fields that differ, by name; one that a side has not counts as empty there.
    static List<FieldChange> fields(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String name : names) {
            FieldChange change =
                    new FieldChange(
                            name, before.getOrDefault(name, ""), after.getOrDefault(name, ""));
            if (!change.before().equals(change.after())) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static Map<String, String> fieldsOf(ClinicalIndication indication) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", indication.name());
        fields.put("criteria", indication.criteria());
        fields.put("specialties", String.join("; ", indication.specialties()));
        fields.put("minimumAgeYears", text(indication.minimumAgeYears()));
        fields.put("maximumAgeYears", text(indication.maximumAgeYears()));
        fields.put(
                "order of tests",
                String.join(" ", indication.tests().stream().map(DirectoryTest::code).toList()));
        indication
                .digital()
                .ifPresent(d -> {
                    fields.put("digital.code", d.code());
                    fields.put("digital.version", d.version().orElse(""));
                    fields.put("digital.name", d.name());
                    fields.put("digital.title", d.title());
                    fields.put("digital.description", d.description());
                    fields.put("digital.status", d.status());
                    fields.put("digital.experimental", text(d.experimental()));
                    fields.put("digital.modality", text(d.modality()));
                    fields.put("digital.specialties", coded(d.specialties()));
                    fields.put(
                            "digital.parties",
                            d.parties().stream()
                                    .map(p -> p.role().code() + " " + p.ods() + " " + p.name())
                                    .collect(Collectors.joining("; ")));
                    fields.put("digital.testCodes", String.join(" ", d.testCodes()));
                });
        return fields;
    }

    private static Map<String, String> fieldsOf(DirectoryTest test) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", test.name());
        fields.put("method", test.method().words());
        fields.put("panelId", test.panelId().orElse(""));
        fields.put("turnaroundClass", test.turnaroundClass());
        fields.put("familyStructure", text(test.familyStructure()));
        test.sheet()
                .ifPresent(s -> {
                    fields.put("sheet.methodAsWritten", s.methodAsWritten());
                    fields.put("sheet.method", s.method());
                    fields.put("sheet.target", s.target());
                    fields.put("sheet.panelIds", String.join(" ", s.panelIds()));
                    fields.put("sheet.commissioningCategory", s.commissioningCategory());
                    fields.put("sheet.specialistTestGroup", s.specialistTestGroup());
                    fields.put("sheet.changes", s.changes());
                    fields.put("sheet.assignedBy", s.assignedBy());
                });
        test.digital()
                .ifPresent(d -> {
                    fields.put("digital.code", d.code());
                    fields.put("digital.version", d.version().orElse(""));
                    fields.put("digital.name", d.name());
                    fields.put("digital.title", d.title());
                    fields.put("digital.status", d.status());
                    fields.put("digital.experimental", text(d.experimental()));
                    fields.put("digital.methodType", text(d.methodType()));
                    d.requirements()
                            .ifPresent(r -> {
                                fields.put("digital.library", r.library() + " " + r.name());
                                fields.put(
                                        "digital.additionalPanels", r.additionalPanels().words());
                                fields.put("digital.targetDisease", r.targetDisease().words());
                                fields.put("digital.targetGene", r.targetGene().words());
                                fields.put("digital.targetVariant", r.targetVariant().words());
                            });
                    fields.put(
                            "digital.panels",
                            d.panels().stream()
                                    .map(DirectoryDiff::words)
                                    .collect(Collectors.joining("; ")));
                    fields.put(
                            "digital.specimens",
                            d.specimens().stream()
                                    .map(DirectoryDiff::words)
                                    .collect(Collectors.joining("; ")));
                });
        return fields;
    }

    private static String words(DigitalTest.PanelLink panel) {
        return "%s %s %s %s, %s"
                .formatted(
                        panel.panelId(),
                        panel.version().orElse("any version"),
                        panel.display(),
                        panel.label(),
                        panel.url())
                .replaceAll(" +", " ");
    }

    private static String words(DigitalTest.SpecimenNeed specimen) {
        return "%s %s, %s"
                .formatted(text(specimen.category()), coded(specimen.types()), specimen.reference())
                .strip();
    }

    private static String words(Coded code) {
        return (code.code() + " " + code.words()).strip();
    }

    private static String coded(List<Coded> codes) {
        return codes.stream().map(DirectoryDiff::words).collect(Collectors.joining("; "));
    }

    private static String text(Optional<?> value) {
        return value.map(v -> v instanceof Coded c ? words(c) : v.toString()).orElse("");
    }
}
