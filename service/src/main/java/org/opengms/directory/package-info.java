/// The test directory of national shape, as dated versions: clinical indications and the tests that
/// each offers, under the codes of the older directory and of the digital one. [SheetImporter]
/// reads the national sheet, [DigitalDirectory] adds the new codes, [DirectoryLibrary] keeps
/// versions for ever, [DirectoryDiff] and [DirectorySearch] compare and search them. Rules of the
/// world are data here, never code.
@NullMarked
package org.opengms.directory;

import org.jspecify.annotations.NullMarked;
