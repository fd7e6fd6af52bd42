package org.opengms.fhir;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.opengms.dataset.Answer;
import org.opengms.dataset.DataItem;
import org.opengms.dataset.Facts;
import org.opengms.dataset.OrderData;

/// The answers of one part of an order, being written down.
final class Answers {
    private final String what;
    private final String prefix;
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    /// @param what for people, such as `sample 2`; empty where there can be only one
    /// @param prefix of the items' names, such as `Patient - `
    Answers(String what, String prefix) {
        this.what = what;
        this.prefix = prefix;
    }

    /// An item, present where a path is given, else absent where it would stand.
    Answers item(String name, Optional<String> found, String wouldStand) {
        answers.put(
                DataItem.key(prefix + name),
                found.<Answer>map(Answer.Present::new)
                        .orElseGet(() -> new Answer.Absent(wouldStand)));
        return this;
    }

    /// An item that messages have no place for.
    Answers nowhere(String name, String nearest) {
        answers.put(DataItem.key(prefix + name), new Answer.NotExpressible(nearest));
        return this;
    }

    boolean has(String name) {
        return answers.get(DataItem.key(prefix + name)) instanceof Answer.Present;
    }

    OrderData.Part part(Facts facts) {
        return new OrderData.Part(what, facts, answers);
    }
}
