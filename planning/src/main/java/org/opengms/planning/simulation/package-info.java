/// The simulation kernel: journeys of patients' tests through stations with queues, calendars,
/// outages, batches and meetings, event by event.
///
/// A [Model] is plain data. [Simulation] compiles it into primitive arrays once and then runs any
/// number of replications, each of which is a function of the model, a seed and the replication's
/// number alone. Time is hours from the model's start, a Monday, 00:00, in a `double`.
@NullMarked
package org.opengms.planning.simulation;

import org.jspecify.annotations.NullMarked;
