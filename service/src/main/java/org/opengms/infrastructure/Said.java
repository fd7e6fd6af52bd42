package org.opengms.infrastructure;

import java.time.Instant;

/// Who said something, when, and by which way.
///
/// @param actor stable identifier of the person or system
/// @param name for colleagues to read
/// @param role in which they spoke, such as `SCIENTIST`
/// @param organisation for which they spoke
/// @param at when it was said
/// @param channel by which way
public record Said(
        String actor,
        String name,
        String role,
        OdsCode organisation,
        Instant at,
        Channel channel) {}
