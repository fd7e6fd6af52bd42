/// The interface and the office of projects and the access committee: who acts in which part, and
/// what each is shown.
@NullMarked
package org.opengms.server.access;

import org.jspecify.annotations.NullMarked;
