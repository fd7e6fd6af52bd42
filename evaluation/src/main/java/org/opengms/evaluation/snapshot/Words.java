package org.opengms.evaluation.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The different words of a column, numbered as they come.
final class Words {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    int number(String word) {
        Integer known = numbers.putIfAbsent(word, words.size());
        if (known != null) {
            return known;
        }
        words.add(word);
        return words.size() - 1;
    }

    OptionalInt find(String word) {
        Integer known = numbers.get(word);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    String word(int number) {
        return words.get(number);
    }

    int size() {
        return words.size();
    }
}
