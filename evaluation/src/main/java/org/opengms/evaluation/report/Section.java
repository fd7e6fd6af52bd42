package org.opengms.evaluation.report;

import java.util.List;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.run.PublishedFinding;

/// A question of the protocol, with everything found about it.
///
/// @param question in words
/// @param tables one for each estimand
public record Section(String question, List<Table> tables) {
    public Section {
        tables = List.copyOf(tables);
    }

    /// An estimand with its findings.
    ///
    /// @param estimand what was asked
    /// @param title in words
    /// @param findings the whole first, then by field
    public record Table(Estimand estimand, String title, List<PublishedFinding> findings) {
        public Table {
            findings = List.copyOf(findings);
        }
    }
}
