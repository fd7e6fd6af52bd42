package org.opengms.orders;

import java.util.List;
import org.opengms.people.PersonId;
import org.opengms.routing.NegativeTest;

/// What the signed reports of the service say of tests that a person had before. Whoever asks has
/// asked the gate first.
@FunctionalInterface
public interface EarlierResults {
    /// Nothing is known of anybody.
    EarlierResults NONE = (_, _) -> List.of();

    /// The tests of a person for an indication whose signed report says that no cause was found,
    /// each method once with its last report, the latest first. Re-analyses, relatives' parts, and
    /// what is uncertain or failed are none of them.
    List<NegativeTest> negative(PersonId person, String indicationCode);
}
