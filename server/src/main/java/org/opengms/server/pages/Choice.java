package org.opengms.server.pages;

import java.util.List;
import java.util.stream.Stream;
import org.opengms.cases.ResultKind;

/// One of several things to choose from in a form.
///
/// @param value as the form sends it
/// @param words for people
public record Choice(String value, String words) {
    /// The results that a person can give.
    static List<Choice> resultKinds() {
        return Stream.of(ResultKind.values())
                .filter(k -> k != ResultKind.PROPOSED)
                .map(k -> new Choice(k.name(), k.words()))
                .toList();
    }
}
