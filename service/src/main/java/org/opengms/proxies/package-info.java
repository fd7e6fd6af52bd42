/// Who may see somebody else's page for them, in which role, and when that narrows and ends: by
/// age, capacity, death, agreement and at a clinician's word. `docs/spec/patient-access.md` is the
/// same in words.
@NullMarked
package org.opengms.proxies;

import org.jspecify.annotations.NullMarked;
