/// The doings of the service as transactions: what a page, an interface or a job wants done is done
/// whole or not at all.
@NullMarked
package org.opengms.server.desk;

import org.jspecify.annotations.NullMarked;
