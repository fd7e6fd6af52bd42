/// Tables of counts, and tables that share margins: which cells are hidden so that no small count
/// can be worked out from what is shown.
@NullMarked
package org.opengms.disclosure.table;

import org.jspecify.annotations.NullMarked;
