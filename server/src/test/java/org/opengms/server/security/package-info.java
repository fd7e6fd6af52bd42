/// Who may knock, tried without a server.
@NullMarked
package org.opengms.server.security;

import org.jspecify.annotations.NullMarked;
