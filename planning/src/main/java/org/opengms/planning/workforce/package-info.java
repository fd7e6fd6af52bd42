/// The workforce ahead: who is in post and at work by laboratory and role, which competences few
/// people hold, how many places on courses are asked for, and what a training budget delivers in
/// turnaround and whole genomes.
///
/// A [WorkforcePlan] is data. [BudgetAllocation] turns a budget into training places by one stated
/// rule; [WorkforceForecast] follows people quarter by quarter in drawn worlds; [BudgetComparison]
/// gives the staff of each world to the network's simulation and compares budgets on the same
/// patients. Sources: three years of the Scientist Training Programme (National School of
/// Healthcare Science); all else is marked in the plan.
@NullMarked
package org.opengms.planning.workforce;

import org.jspecify.annotations.NullMarked;
