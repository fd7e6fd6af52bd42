/// The sub-commands of opengms. Only serve and demo boot the server.
@NullMarked
package org.opengms.server.command;

import org.jspecify.annotations.NullMarked;
