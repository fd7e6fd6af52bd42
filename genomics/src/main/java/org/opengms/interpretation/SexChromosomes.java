package org.opengms.interpretation;

import org.jspecify.annotations.Nullable;
import org.opengms.genome.Assembly;
import org.opengms.genome.Contig;

/// Where X and Y count as two copies although a male has one of each: the pseudoautosomal regions
/// (Genome Reference Consortium), 1-based inclusive on X and Y of either assembly.
final class SexChromosomes {
    private static final Contig X = new Contig("chrX");
    private static final Contig Y = new Contig("chrY");

    private SexChromosomes() {}

    static boolean isX(Contig contig) {
        return contig.equals(X);
    }

    static boolean isY(Contig contig) {
        return contig.equals(Y);
    }

    /// Whether a place on X or Y is pseudoautosomal. Of an unknown assembly nothing is.
    ///
    /// @param position 1-based
    static boolean isPseudoautosomal(Contig contig, int position, @Nullable Assembly assembly) {
        if (assembly == null) {
            return false;
        }
        return switch (assembly) {
            case GRCH38 ->
                    isX(contig)
                            ? within(position, 10_001, 2_781_479)
                                    || within(position, 155_701_383, 156_030_895)
                            : within(position, 10_001, 2_781_479)
                                    || within(position, 56_887_903, 57_217_415);
            case GRCH37 ->
                    isX(contig)
                            ? within(position, 60_001, 2_699_520)
                                    || within(position, 154_931_044, 155_260_560)
                            : within(position, 10_001, 2_649_520)
                                    || within(position, 59_034_050, 59_363_566);
        };
    }

    private static boolean within(int position, int first, int last) {
        return position >= first && position <= last;
    }
}
