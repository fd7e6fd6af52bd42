/// The interface of contracts, books and funds, what contracts are about, and what is made of both
/// for people and programs.
@NullMarked
package org.opengms.server.value;

import org.jspecify.annotations.NullMarked;
