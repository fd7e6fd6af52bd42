/// What protects a person on the pages that they and their proxies read: what is held back, for
/// which reason and until when; whose address is protected; and the desk at which clinicians record
/// these and who acts for a person. `docs/spec/patient-access.md` is the same in words.
@NullMarked
package org.opengms.safeguards;

import org.jspecify.annotations.NullMarked;
