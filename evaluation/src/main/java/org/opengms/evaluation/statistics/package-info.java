/// Estimates with their uncertainty, each by a published method that is named beside it. Plain
/// arithmetic: no person, no file, no clock; the same numbers in give the same numbers out.
///
/// - how many: [Proportion], [MissingOutcomes], [StratifiedProportion], [DoubleSampling]
/// - how long: [TimeToEvent] counts, [SurvivalCurve] and [IncidenceCurve] draw, [LogRank] and
///   [GrayTest] compare
/// - who differs: [StandardisedRatio], [StandardisedRate], [FunnelPlot], [FalseDiscovery],
///   [ShrunkenProportions]
/// - what it costs: [Bootstrap], [CostEffectiveness]
/// - what a roll-out did: [SteppedWedge]
@NullMarked
package org.opengms.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
