/// The command as a person at a terminal meets it.
@NullMarked
package org.opengms.server.command;

import org.jspecify.annotations.NullMarked;
