/// Files that hold one record of the program as JSON or YAML: strict in what they read, the same
/// bytes for the same record.
@NullMarked
package org.opengms.datafile;

import org.jspecify.annotations.NullMarked;
