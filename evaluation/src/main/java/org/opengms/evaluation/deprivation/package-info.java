/// How deprived the area is in which somebody lives, by the published index of a country: postcode
/// → small area → decile. The index and the directory of postcodes are read from the files of their
/// publishers, which do not come with the program; the forms are in
/// `docs/spec/evaluation-imports.md`.
@NullMarked
package org.opengms.evaluation.deprivation;

import org.jspecify.annotations.NullMarked;
