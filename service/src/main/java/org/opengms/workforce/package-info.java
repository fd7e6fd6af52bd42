/// The people of the service: their hours of work by competence, what each of them has shown that
/// they can do, and the gates before tasks that need it.
///
/// Sources: House of Commons Science and Technology Committee, HC 349 (2018), chapter on the
/// workforce; the training that users of the record of discussion complete; Experience API 1.0.3
/// (ADL) for completions of courses.
@NullMarked
package org.opengms.workforce;

import org.jspecify.annotations.NullMarked;
