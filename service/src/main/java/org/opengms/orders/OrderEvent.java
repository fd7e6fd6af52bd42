package org.opengms.orders;

import java.time.Instant;

/// One line of an order's history: who did what, when. Holds no personal data of the patient.
///
/// @param at when
/// @param who the actor's display name
/// @param organisation the actor's organisation, as ODS code or `service`
/// @param what in plain words
public record OrderEvent(Instant at, String who, String organisation, String what) {}
