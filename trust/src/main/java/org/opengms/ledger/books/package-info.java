/// Double entry that is only ever added to: what is decided about a posting, the books that follow,
/// and the same books as plain text for another program to add up.
@NullMarked
package org.opengms.ledger.books;

import org.jspecify.annotations.NullMarked;
