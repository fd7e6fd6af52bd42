package org.opengms.server.pages;

import java.util.List;
import java.util.stream.Stream;
import org.opengms.cases.ResultKind;
import org.opengms.people.EthnicCategory;

/// One of several things to choose from in a form.
///
/// @param value as the form sends it
/// @param words for people
public record Choice(String value, String words) {
    /// What patients say of their ethnicity, in the order of the national data dictionary.
    public static final List<Choice> ETHNICITIES =
            Stream.of(EthnicCategory.values()).map(c -> new Choice(c.code(), c.words())).toList();

    /// The results that a person can give.
    static List<Choice> resultKinds() {
        return Stream.of(ResultKind.values())
                .filter(k -> k != ResultKind.PROPOSED)
                .map(k -> new Choice(k.name(), k.words()))
                .toList();
    }
}
