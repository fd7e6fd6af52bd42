/// What is asked, of whom, by which definitions and methods: written down, versioned and fixed
/// before anybody looks at data. The format is in `docs/spec/evaluation.md`.
@NullMarked
package org.opengms.evaluation.protocol;

import org.jspecify.annotations.NullMarked;
