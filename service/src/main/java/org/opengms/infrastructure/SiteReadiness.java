package org.opengms.infrastructure;

import java.util.Optional;

/// How digital a site is.
///
/// @param readiness its four shares
/// @param told who said so; absent where the network file's figures count
public record SiteReadiness(DigitalReadiness readiness, Optional<Told> told) {}
