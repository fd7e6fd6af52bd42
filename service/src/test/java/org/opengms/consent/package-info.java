/// What was said, what it adds up to, and which uses it allows.
@NullMarked
package org.opengms.consent;

import org.jspecify.annotations.NullMarked;
