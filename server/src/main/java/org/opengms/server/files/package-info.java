/// Sequencing files as laboratories deliver them: whole on disk before they are known.
@NullMarked
package org.opengms.server.files;

import org.jspecify.annotations.NullMarked;
