package org.opengms.disclosure.beacon;

import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// Where the Beacon looks things up.
public interface Alleles {
    /// What is publicly known of an allele; empty if nothing is.
    Optional<PublicAllele> publiclyKnown(AlleleQuestion question);

    /// Who has an allele, by participant number. Secret. Of the people of an epoch it must not
    /// change within the epoch: what is called anew counts from the next one on.
    RoaringBitmap carriers(AlleleQuestion question);
}
