package org.opengms.server.passports;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The conditions of a visa (GA4GH Passport 1.2, `conditions`): a list of alternatives, each a list
/// of clauses that other visas of the same passport must all meet. What is not understood is not
/// met.
final class VisaConditions {
    private static final int MOST = 50;

    private VisaConditions() {}

    /// Whether they are met.
    ///
    /// @param conditions of the visa; missing if it makes none
    /// @param of the visa, which meets no condition of its own
    /// @param others all verified visas of the passport
    static boolean met(JsonNode conditions, Visa of, List<Visa> others) {
        if (conditions.isMissingNode()) {
            return true;
        }
        if (!conditions.isArray() || conditions.isEmpty() || conditions.size() > MOST) {
            return false;
        }
        for (JsonNode alternative : conditions) {
            if (alternative.isArray()
                    && !alternative.isEmpty()
                    && alternative.size() <= MOST
                    && everyClause(alternative, of, others)) {
                return true;
            }
        }
        return false;
    }

    private static boolean everyClause(JsonNode alternative, Visa of, List<Visa> others) {
        for (JsonNode clause : alternative) {
            if (others.stream().noneMatch(other -> !other.equals(of) && clause(clause, other))) {
                return false;
            }
        }
        return true;
    }

    /// A clause must name a type and at least one other field, all of which one visa must match.
    private static boolean clause(JsonNode clause, Visa visa) {
        if (!clause.isObject() || !clause.path("type").isString() || clause.size() < 2) {
            return false;
        }
        for (Map.Entry<String, JsonNode> field : clause.properties()) {
            String wanted = field.getValue().isString() ? field.getValue().asString() : "";
            boolean matches =
                    switch (field.getKey()) {
                        case "type" -> wanted.equals(visa.type().code());
                        case "value" -> matches(wanted, visa.value());
                        case "source" -> matches(wanted, visa.source());
                        case "by" -> visa.by().filter(by -> matches(wanted, by)).isPresent();
                        default -> false;
                    };
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    /// `const:` is the text, `pattern:` has ? for one character and * for any, `split_pattern:` is
    /// a pattern for one of the parts between semicolons.
    private static boolean matches(String wanted, String text) {
        int colon = wanted.indexOf(':');
        String kind = colon < 0 ? "" : wanted.substring(0, colon);
        String with = wanted.substring(colon + 1);
        return switch (kind) {
            case "const" -> text.equals(with);
            case "pattern" -> pattern(with, text);
            case "split_pattern" ->
                    java.util.Arrays.stream(text.split(";", -1)).anyMatch(p -> pattern(with, p));
            default -> false;
        };
    }

    /// In time that grows with the product of the lengths, whatever the pattern.
    private static boolean pattern(String pattern, String text) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            boolean[] next = new boolean[text.length() + 1];
            boolean any = false;
            for (int i = 0; i <= text.length(); i++) {
                any |= reached[i];
                if (c == '*') {
                    next[i] = any;
                } else if (i > 0) {
                    next[i] = reached[i - 1] && (c == '?' || c == text.charAt(i - 1));
                }
            }
            reached = next;
        }
        return reached[text.length()];
    }
}
