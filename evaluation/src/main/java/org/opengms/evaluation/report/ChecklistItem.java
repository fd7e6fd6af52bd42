package org.opengms.evaluation.report;

import java.util.List;

/// An item of a checklist in the manner of STROBE (von Elm et al. 2007,
/// doi:10.1371/journal.pmed.0040296), and where the report answers it.
///
/// @param item what is asked
/// @param answered where, or why it cannot be
public record ChecklistItem(String item, String answered) {
    static final List<ChecklistItem> ALL =
            List.of(
                    new ChecklistItem(
                            "1 Design in the title",
                            "Title; a standing evaluation of routine records"),
                    new ChecklistItem(
                            "3 Objectives",
                            "Each section begins with the question that the protocol asked"),
                    new ChecklistItem(
                            "4, 5 Design and setting",
                            "First page: snapshot, its period and source"),
                    new ChecklistItem(
                            "6 Participants",
                            "Each finding's query names its population; Methods: populations"),
                    new ChecklistItem("7 Variables", "Methods: definitions"),
                    new ChecklistItem(
                            "8 Data sources",
                            "First page: source; what was left out of it, by reason"),
                    new ChecklistItem(
                            "9 Bias",
                            "Methods: what is assumed for each estimand; findings that are not identified say so"),
                    new ChecklistItem(
                            "10 Study size", "All orders of the period; people of each finding"),
                    new ChecklistItem(
                            "11, 12 Statistical methods",
                            "Methods: one paragraph for each estimand, from the program that ran"),
                    new ChecklistItem(
                            "12c, 14b Missing data",
                            "Missing values by field and reason beside each whole finding; counts of states beside each stratum"),
                    new ChecklistItem("13, 15 Numbers", "Every table: people and states, rounded"),
                    new ChecklistItem(
                            "16 Main results with intervals",
                            "Every table: estimate and limits; unadjusted unless it says standardised or weighted"),
                    new ChecklistItem(
                            "17 Other analyses",
                            "Estimands that assume more than the first of their question are sensitivity analyses"),
                    new ChecklistItem(
                            "18 to 21 Discussion",
                            "Not by the program: for whoever publishes the report"),
                    new ChecklistItem(
                            "22 Funding", "Not by the program: for whoever publishes the report"));
}
