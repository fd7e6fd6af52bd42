package org.opengms.evaluation.evidence;

import java.util.List;

/// What is asked of every row.
final class Rows {
    private Rows() {}

    static void id(String what, String id) {
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "OGMS-9100 %s is called «%s». An id is small letters and digits, with hyphens between."
                            .formatted(what, id));
        }
    }

    static void written(String here, String part, String words) {
        if (words.isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-9102 %s: %s is blank. Say it, or say that it is not stated."
                            .formatted(here, part));
        }
    }

    static void some(String here, String part, List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-9102 %s: %s is empty. Give at least one.".formatted(here, part));
        }
        words.forEach(word -> written(here, part, word));
    }

    static IllegalArgumentException refused(String here, String why) {
        return new IllegalArgumentException("OGMS-9102 %s %s. Mend the row.".formatted(here, why));
    }
}
