/// The public register: what people's data are used for, and how the service keeps its promises, in
/// figures of a day that tell nothing about anybody.
@NullMarked
package org.opengms.server.register;

import org.jspecify.annotations.NullMarked;
