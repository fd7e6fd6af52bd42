/// The service network as data: ordering sites, laboratories, tests and demand, each number with
/// its range and source; its compilation into a simulation; and the levels it is held to.
///
/// The form of a scenario file is documented in `docs/spec/planning-scenario.md`.
@NullMarked
package org.opengms.planning.network;

import org.jspecify.annotations.NullMarked;
