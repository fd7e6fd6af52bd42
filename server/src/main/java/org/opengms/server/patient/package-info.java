/// What patients see and do themselves: who used their data, their choices, their results once a
/// clinician has told them, a copy of everything with proofs, and a letter that says the same.
@NullMarked
package org.opengms.server.patient;

import org.jspecify.annotations.NullMarked;
