/// The registry of everything that was released about groups of people, in all projects and at all
/// times, and the check that nothing new differs from it by a few people.
@NullMarked
package org.opengms.disclosure.release;

import org.jspecify.annotations.NullMarked;
