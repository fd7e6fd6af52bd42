package org.opengms.routing;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.opengms.directory.TestMethod;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.Outcome;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;

/// Where the service's own outcomes are counted: how often requests of one kind were given which
/// test, and what it found.
@FunctionalInterface
public interface OutcomeSource {
    /// Counts the requests that were routed in some days.
    ///
    /// @param from first day, UTC
    /// @param until last day, inclusive
    Counted outcomes(LocalDate from, LocalDate until);

    /// What was counted.
    ///
    /// @param rows one for each kind of request, test and result
    /// @param unread requests whose record does not say what they were selected by
    record Counted(List<Row> rows, int unread) {
        public Counted {
            rows = List.copyOf(rows);
        }
    }

    /// Requests that have everything in common that is known of them here: what the decision about
    /// their test was made from, the test, and its result. Nothing that says who a patient is.
    ///
    /// @param indicationCode of the order
    /// @param priority of the order
    /// @param family whose samples came with it
    /// @param negativeBefore tests that had found nothing
    /// @param method of the test that was given, whoever chose it
    /// @param result as signed
    /// @param requests how many
    record Row(
            String indicationCode,
            Priority priority,
            FamilyStructure family,
            Set<AssayMethod> negativeBefore,
            TestMethod method,
            Outcome.Result result,
            int requests) {
        public Row {
            negativeBefore = Set.copyOf(negativeBefore);
        }
    }
}
