package org.opengms.evaluation.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.evaluation.run.PublishedFinding;
import org.opengms.evaluation.run.PublishedFindings;
import org.opengms.evaluation.run.Result;
import org.opengms.evaluation.run.Stratum;

/// What is another in one report than in one before, by finding.
///
/// @param protocolChanged whether another protocol ran, so that numbers need not mean the same
/// @param snapshotChanged whether the data are others
/// @param changes findings that differ
/// @param same how many do not
public record Difference(
        boolean protocolChanged, boolean snapshotChanged, List<Change> changes, int same) {
    public Difference {
        changes = List.copyOf(changes);
    }

    /// One finding that differs.
    ///
    /// @param estimand its id
    /// @param stratum whom it is about
    /// @param before result; empty if it was not there
    /// @param after result; empty if it is not there any more
    /// @param apart whether the limits of both do not overlap
    public record Change(
            String estimand,
            Stratum stratum,
            Optional<Result> before,
            Optional<Result> after,
            boolean apart) {}

    /// From one to another.
    public static Difference of(PublishedFindings before, PublishedFindings after) {
        Map<String, PublishedFinding> old = new HashMap<>();
        before.findings().forEach(f -> old.put(key(f), f));
        List<Change> changes = new ArrayList<>();
        int same = 0;
        for (PublishedFinding now : after.findings()) {
            PublishedFinding then = old.remove(key(now));
            if (then != null
                    && then.result().equals(now.result())
                    && then.states().equals(now.states())
                    && then.people().equals(now.people())) {
                same++;
            } else {
                changes.add(
                        new Change(
                                now.estimand(),
                                now.stratum(),
                                Optional.ofNullable(then).map(PublishedFinding::result),
                                Optional.of(now.result()),
                                then != null && apart(then.result(), now.result())));
            }
        }
        for (PublishedFinding then : before.findings()) {
            if (old.containsKey(key(then))) {
                changes.add(
                        new Change(
                                then.estimand(),
                                then.stratum(),
                                Optional.of(then.result()),
                                Optional.empty(),
                                false));
            }
        }
        return new Difference(
                !before.protocol().hash().equals(after.protocol().hash()),
                !before.snapshotHash().equals(after.snapshotHash()),
                changes,
                same);
    }

    private static String key(PublishedFinding finding) {
        return finding.estimand() + " " + finding.stratum();
    }

    private static boolean apart(Result a, Result b) {
        return a instanceof Result.Identified(var i, _)
                && b instanceof Result.Identified(var j, _)
                && (i.upper() < j.lower() || j.upper() < i.lower());
    }
}
