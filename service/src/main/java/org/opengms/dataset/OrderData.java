package org.opengms.dataset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an order answers of the Minimum Data Set, whatever form it came in.
///
/// @param category of the test, as far as the order and the directory tell
/// @param path where the order stands, as FHIRPath
/// @param facts that hold of the whole order
/// @param parts each clinician, person, sample and so on of it; a group of the sheet that occurs
///   twice is two parts
/// @param readable keys of every item that the reader knows a place for, or knows to have none
public record OrderData(
        Optional<TestCategory> category,
        String path,
        Facts facts,
        List<Part> parts,
        Set<String> readable) {
    public OrderData {
        parts = List.copyOf(parts);
        readable = Set.copyOf(readable);
    }

    /// One occurrence of a group of items.
    ///
    /// @param what for people, such as `sample 2`
    /// @param facts that hold of it, beside those of the order
    /// @param answers by key of the item ([DataItem#key()])
    public record Part(String what, Facts facts, Map<String, Answer> answers) {
        public Part {
            answers = Map.copyOf(answers);
        }
    }

    /// The answers to an item, one for each part that has it.
    ///
    /// @param name of the item
    public List<Answer> answers(String name) {
        String key = DataItem.key(name);
        return parts.stream()
                .filter(p -> p.answers().containsKey(key))
                .map(p -> p.answers().get(key))
                .toList();
    }
}
