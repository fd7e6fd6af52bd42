package org.opengms.infrastructure;

/// One sequencer, cluster, store or line that a laboratory has in use.
///
/// @param id what the laboratory calls it
/// @param model as its maker calls it
/// @param gives what there is more of because of it
/// @param amount how much of that, in the unit of its kind, when all of it works
/// @param told who said so
public record Equipment(
        EquipmentId id, String model, ResourceKind gives, double amount, Told told) {}
