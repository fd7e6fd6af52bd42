/// What approved projects used: one record for each use, written with it, from which their fees are
/// computed, and the proof that these records and the transparency log tell the same.
/// `docs/spec/metering.md` is the same in words.
@NullMarked
package org.opengms.metering;

import org.jspecify.annotations.NullMarked;
