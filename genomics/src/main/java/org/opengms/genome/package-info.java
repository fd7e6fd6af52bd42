/// The genome engine: reference bundles, VCF reading, normalisation, and the consequence of a
/// variant on each transcript with its HGVS names.
///
/// Coordinates inside are 0-based and half-open, and names say so (`startZeroBased`,
/// `endExclusive`). VCF positions (1-based) become internal ones in [VcfReader] alone, HGVS
/// positions are written in the HGVS namer alone.
///
/// The package needs the JDK only: no framework, no database, no network.
@NullMarked
package org.opengms.genome;

import org.jspecify.annotations.NullMarked;
