/// Who may knock: the local authorisation server with its demo people and system clients, tokens,
/// and what each path needs.
@NullMarked
package org.opengms.server.security;

import org.jspecify.annotations.NullMarked;
