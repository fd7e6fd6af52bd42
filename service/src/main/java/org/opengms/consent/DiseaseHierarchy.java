package org.opengms.consent;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// Which disease is a kind of which, by an ontology such as Mondo. What is not known in it is a
/// kind of nothing.
///
/// A disease is named by a code: a prefix and a number, `MONDO:0005148`, or the address that ends
/// in `MONDO_0005148`. A code of another collection counts for a disease if the ontology says that
/// both are exactly the same.
///
/// Somebody who agreed to research on a disease agreed to what they were told it is. So a code that
/// was merged into another since is followed for what is studied, which has to lie within; it is
/// never followed for what was agreed to.
public final class DiseaseHierarchy implements BiPredicate<String, String> {
    private static final List<String> NAMES =
            List.of("diseases.obo", "diseases.obo.gz", "diseases.json", "diseases.json.gz");

    /// Without an ontology: a disease is a kind of itself alone.
    private static final DiseaseHierarchy NONE =
            new DiseaseHierarchy("", Map.of(), Map.of(), Map.of());

    private final String release;
    private final Map<String, Set<String>> parents;
    private final Map<String, String> replacements;
    private final Map<String, String> same;

    /// @param release as the ontology states it; may be empty
    /// @param parents of each disease that is one
    /// @param replacements of codes that are no diseases any more
    /// @param same the disease that a code of another collection stands for
    DiseaseHierarchy(
            String release,
            Map<String, Set<String>> parents,
            Map<String, String> replacements,
            Map<String, String> same) {
        this.release = release;
        this.parents = Map.copyOf(parents);
        this.replacements = Map.copyOf(replacements);
        this.same = Map.copyOf(same);
        requireNoCircle();
    }

    /// Reads an ontology, OBO or obographs JSON, gzipped or not.
    ///
    /// @throws IllegalArgumentException OGMS-7955 if the file is none, naming the place and the
    ///   reason
    /// @throws UncheckedIOException OGMS-7956 if it cannot be read
    public static DiseaseHierarchy read(Path file) {
        return DiseaseFile.read(file);
    }

    /// Reads what an operator has put into a folder as `diseases.obo` or `diseases.json`, gzipped
    /// (`.gz`) or not; without any, none.
    ///
    /// @throws IllegalArgumentException OGMS-7957 if there are several
    public static DiseaseHierarchy in(Path folder) {
        List<Path> there = NAMES.stream().map(folder::resolve).filter(Files::exists).toList();
        if (there.size() > 1) {
            throw new IllegalArgumentException(
                    "OGMS-7957 There are several ontologies of diseases in %s: %s. Keep the one that holds."
                            .formatted(
                                    folder,
                                    there.stream()
                                            .map(file -> file.getFileName().toString())
                                            .toList()));
        }
        return there.isEmpty() ? NONE : read(there.getFirst());
    }

    /// How many diseases it has.
    public int size() {
        return parents.size();
    }

    /// Whether a disease is another or a kind of it.
    ///
    /// @param studied code of what is studied
    /// @param agreed code of what people agreed to
    @Override
    public boolean test(String studied, String agreed) {
        Optional<String> below = code(studied);
        Optional<String> above = code(agreed);
        if (below.isEmpty() || above.isEmpty()) {
            return false;
        }
        if (below.equals(above)) {
            return true;
        }
        String wanted = agreedTo(above.get());
        if (!parents.containsKey(wanted)) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(now(below.get())));
        while (!next.isEmpty()) {
            String disease = next.remove();
            if (disease.equals(wanted)) {
                return true;
            }
            if (seen.add(disease)) {
                next.addAll(parents.getOrDefault(disease, Set.of()));
            }
        }
        return false;
    }

    /// A code as it stands today.
    private String now(String code) {
        String at = agreedTo(code);
        Set<String> visited = new HashSet<>();
        while (!parents.containsKey(at) && visited.add(at)) {
            String replacement = replacements.get(at);
            if (replacement == null) {
                return at;
            }
            at = replacement;
        }
        return at;
    }

    private String agreedTo(String code) {
        return parents.containsKey(code) ? code : same.getOrDefault(code, code);
    }

    /// A code in its one form: `MONDO:0005148`; empty where a text is none.
    static Optional<String> code(String text) {
        String tail = text.strip();
        if (tail.startsWith("http://") || tail.startsWith("https://")) {
            tail = tail.substring(Math.max(tail.lastIndexOf('/'), tail.lastIndexOf('#')) + 1);
            int underscore = tail.lastIndexOf('_');
            if (underscore < 0) {
                return Optional.empty();
            }
            tail = tail.substring(0, underscore) + ":" + tail.substring(underscore + 1);
        }
        int colon = tail.indexOf(':');
        if (colon < 1 || colon == tail.length() - 1 || tail.matches("(?s).*\\s.*")) {
            return tail.isEmpty() ? Optional.empty() : Optional.of(tail);
        }
        String prefix = tail.substring(0, colon).toUpperCase(Locale.ROOT);
        return Optional.of((prefix.equals("ORPHANET") ? "ORPHA" : prefix) + tail.substring(colon));
    }

    private void requireNoCircle() {
        Map<String, Integer> waiting = new HashMap<>();
        Map<String, Set<String>> children = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        parents.forEach((disease, above) -> {
            List<String> known = above.stream().filter(parents::containsKey).toList();
            waiting.put(disease, known.size());
            if (known.isEmpty()) {
                ready.add(disease);
            }
            known.forEach(
                    parent -> children.computeIfAbsent(parent, _ -> new HashSet<>()).add(disease));
        });
        int done = 0;
        while (!ready.isEmpty()) {
            done++;
            for (String child : children.getOrDefault(ready.remove(), Set.of())) {
                if (Objects.requireNonNull(waiting.merge(child, -1, Integer::sum)) == 0) {
                    ready.add(child);
                }
            }
        }
        if (done < parents.size()) {
            throw new IllegalArgumentException(
                    "its is_a relations run in a circle through %s"
                            .formatted(
                                    waiting.entrySet().stream()
                                            .filter(one -> one.getValue() > 0)
                                            .map(Map.Entry::getKey)
                                            .min(String::compareTo)
                                            .orElse("unnamed terms")));
        }
    }

    /// Its release and size.
    @Override
    public String toString() {
        return Stream.of(release, parents.size() + " diseases")
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }
}
