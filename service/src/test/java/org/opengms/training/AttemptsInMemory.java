package org.opengms.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Attempts of a test.
final class AttemptsInMemory implements AttemptStore {
    private record Key(String account, ExerciseId exercise) {}

    private final Map<Key, List<AttemptStep>> steps = new LinkedHashMap<>();

    @Override
    public List<Attempts> of(String account) {
        return all().stream().filter(a -> a.account().equals(account)).toList();
    }

    @Override
    public List<Attempts> all() {
        return steps.entrySet().stream()
                .map(e -> new Attempts(e.getKey().account(), e.getKey().exercise(), e.getValue()))
                .toList();
    }

    @Override
    public boolean append(
            String account, ExerciseId exercise, int known, AttemptStep step, String version) {
        List<AttemptStep> own =
                steps.computeIfAbsent(new Key(account, exercise), k -> new ArrayList<>());
        return own.size() == known && own.add(step);
    }
}
