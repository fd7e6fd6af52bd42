package org.opengms.evaluation.statistics;

/// What is asked of every number that comes in, and the words with which it is refused.
final class Given {
    private Given() {}

    static void confidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "OGMS-9001 The confidence is %s. It lies between 0 and 1, such as 0.95."
                            .formatted(confidence));
        }
    }

    static void events(String where, long events, long of) {
        if (events < 0 || events > of) {
            throw new IllegalArgumentException(
                    "OGMS-9000 %s: %d events among %d. Give 0 to all of them."
                            .formatted(where, events, of));
        }
    }

    static void count(String what, long count, long least) {
        if (count < least) {
            throw new IllegalArgumentException(
                    "OGMS-9000 %s: %d. Give %d or more.".formatted(what, count, least));
        }
    }

    static void finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "OGMS-9002 %s is %s. Give a finite number.".formatted(what, value));
        }
    }

    static void positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "OGMS-9002 %s is %s. Give a finite number above 0.".formatted(what, value));
        }
    }
}
