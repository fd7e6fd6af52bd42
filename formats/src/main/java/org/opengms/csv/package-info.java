/// Comma-separated values, as spreadsheets export them, for every sheet that the service reads.
///
/// Source: RFC 4180, *Common Format and MIME Type for Comma-Separated Values (CSV) Files*.
@NullMarked
package org.opengms.csv;

import org.jspecify.annotations.NullMarked;
