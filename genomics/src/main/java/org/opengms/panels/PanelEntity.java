package org.opengms.panels;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What can be on a panel: a gene, a short tandem repeat or a region. In JSON its `kind` says
/// which.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PanelEntity.Gene.class, name = "gene"),
    @JsonSubTypes.Type(value = PanelEntity.ShortTandemRepeat.class, name = "str"),
    @JsonSubTypes.Type(value = PanelEntity.Region.class, name = "region")
})
public sealed interface PanelEntity {
    /// Its name on the panel, such as `FBN1`, `DMPK_CTG` or `ISCA-37440-Loss`.
    String name();

    /// How well its role is established.
    Confidence confidence();

    /// How alterations of it must be inherited, in the panel's words; may be empty.
    String modeOfInheritance();

    /// The child panel that it comes from, on a superpanel.
    Optional<String> childPanelId();

    /// A gene.
    ///
    /// @param symbol as the panel gives it
    /// @param hgncId such as `HGNC:3603`, may be empty
    /// @param ensemblIds its Ensembl gene identifiers, of any assembly
    /// @param penetrance in the panel's words, may be empty
    /// @param modeOfPathogenicity in the panel's words, may be empty
    record Gene(
            String name,
            Confidence confidence,
            String modeOfInheritance,
            Optional<String> childPanelId,
            String symbol,
            String hgncId,
            List<String> ensemblIds,
            String penetrance,
            String modeOfPathogenicity)
            implements PanelEntity {
        public Gene {
            ensemblIds = List.copyOf(ensemblIds);
        }
    }

    /// A short tandem repeat.
    ///
    /// @param symbol the gene in or beside which it lies, may be empty
    /// @param hgncId of that gene, may be empty
    /// @param repeatedSequence such as `CTG`
    /// @param grch37 where it lies in GRCh37
    /// @param grch38 where it lies in GRCh38
    /// @param normalRepeats up to how many repeats are normal
    /// @param pathogenicRepeats from how many repeats on it causes disease
    record ShortTandemRepeat(
            String name,
            Confidence confidence,
            String modeOfInheritance,
            Optional<String> childPanelId,
            String symbol,
            String hgncId,
            String repeatedSequence,
            Optional<Place> grch37,
            Optional<Place> grch38,
            OptionalInt normalRepeats,
            OptionalInt pathogenicRepeats)
            implements PanelEntity {}

    /// A region whose loss or gain causes disease.
    ///
    /// @param verboseName for people
    /// @param grch37 where it lies in GRCh37
    /// @param grch38 where it lies in GRCh38
    /// @param typeOfVariants such as `cnv_loss`
    /// @param haploinsufficiencyScore ClinGen's, may be empty
    /// @param triplosensitivityScore ClinGen's, may be empty
    /// @param requiredOverlapPercent how much of it a variant must cover
    record Region(
            String name,
            Confidence confidence,
            String modeOfInheritance,
            Optional<String> childPanelId,
            String verboseName,
            Optional<Place> grch37,
            Optional<Place> grch38,
            String typeOfVariants,
            String haploinsufficiencyScore,
            String triplosensitivityScore,
            OptionalInt requiredOverlapPercent)
            implements PanelEntity {}

    /// A stretch of a chromosome, half-open and counted from 0. PanelApp writes it 1-based with
    /// both ends inclusive (`DMPK_CTG` is `45770205`–`45770264`, sixty bases); it is converted
    /// where its documents are read.
    ///
    /// @param chromosome as PanelApp writes it, such as `19` or `X`
    record Place(String chromosome, long startZeroBased, long endExclusive) {
        /// @throws IllegalArgumentException if it ends before it begins
        public Place {
            if (startZeroBased < 0 || endExclusive < startZeroBased) {
                throw new IllegalArgumentException(
                        "the place %s:%d-%d runs backwards or begins before 1"
                                .formatted(chromosome, startZeroBased + 1, endExclusive));
            }
        }
    }
}
