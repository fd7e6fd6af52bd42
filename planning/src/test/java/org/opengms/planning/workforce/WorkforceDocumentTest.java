package org.opengms.planning.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.opengms.planning.network.Quantity;

/// The records of a plan and its page in `docs/spec` agree.
class WorkforceDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "spec", "workforce-plan.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|.*");

    @Test
    void thePageHasEveryFieldOfTheRecordsAndNoOther() throws IOException {
        Map<String, List<String>> records = new TreeMap<>();
        collect(WorkforcePlan.class, records);
        Map<String, List<String>> told = new TreeMap<>();
        String record = "";
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("#")) {
                record = line.startsWith("### ") ? line.substring(4) : "";
            }
            Matcher row = ROW.matcher(line);
            if (!record.isEmpty() && row.matches()) {
                told.computeIfAbsent(record, _ -> new ArrayList<>()).add(row.group(1));
            }
        }
        assertEquals(records, told);
    }

    private static void collect(Type type, Map<String, List<String>> records) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(t -> collect(t, records));
        } else if (type instanceof Class<?> c
                && c.isRecord()
                && c != Quantity.class
                && !records.containsKey(c.getSimpleName())) {
            List<String> fields = new ArrayList<>();
            records.put(c.getSimpleName(), fields);
            for (RecordComponent component : c.getRecordComponents()) {
                fields.add(component.getName());
                collect(component.getGenericType(), records);
            }
        }
    }
}
