/// What leaves the controlled environment: aggregates, judged by the rules of disclosure control
/// beside everything that was released before, and by two people where rules do not suffice.
/// `docs/spec/safe-use.md` is the same in words.
@NullMarked
package org.opengms.outputs;

import org.jspecify.annotations.NullMarked;
