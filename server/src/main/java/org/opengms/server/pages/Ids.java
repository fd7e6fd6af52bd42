package org.opengms.server.pages;

import java.util.Optional;
import java.util.function.Function;

/// Identifiers in addresses: a text that is none leads nowhere.
final class Ids {
    private Ids() {}

    static <T> Optional<T> parse(String text, Function<String, T> constructor) {
        try {
            return Optional.of(constructor.apply(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
