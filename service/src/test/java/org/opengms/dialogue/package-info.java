/// Consultations as their readers, moderators and operators meet them.
@NullMarked
package org.opengms.dialogue;

import org.jspecify.annotations.NullMarked;
