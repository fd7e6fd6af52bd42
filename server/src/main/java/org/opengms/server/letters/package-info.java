/// Letters on paper: pages set as PDF that can be printed as they are and read by a screen reader.
@NullMarked
package org.opengms.server.letters;

import org.jspecify.annotations.NullMarked;
