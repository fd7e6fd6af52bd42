/// The public catalogue of the data resource: how many people there are data of, by what they were
/// tested for, by kind of data, by region, age and sex, and which uses they allow. Every number
/// passes disclosure control, beside everything that was published before; what was published
/// stands until the next.
@NullMarked
package org.opengms.catalogue;

import org.jspecify.annotations.NullMarked;
