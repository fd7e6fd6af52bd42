/// Notices on their way: where persons are reached, who carries a notice, and the folder of letters
/// to be printed.
@NullMarked
package org.opengms.server.notices;

import org.jspecify.annotations.NullMarked;
