package org.opengms.interpretation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opengms.phenotype.HpoId;

/// What is known of one proband before the genome is read: never a diagnosis.
///
/// @param caseId names the case in results; not empty, at most 200 characters, no control
///   characters
/// @param sex to read sex chromosomes by
/// @param observed features seen in the patient
/// @param excluded features looked for and not found; reported, not scored
/// @param panelId panel to weigh genes by, if any
public record CaseDescription(
        String caseId,
        Sex sex,
        List<HpoId> observed,
        List<HpoId> excluded,
        Optional<String> panelId) {
    private static final int LONGEST_ID = 200;

    public CaseDescription {
        if (caseId.isBlank()
                || caseId.length() > LONGEST_ID
                || caseId.chars().anyMatch(Character::isISOControl)) {
            throw new InterpretationException(
                    InterpretationException.Kind.BAD_CASE,
                    "The case identifier is empty, longer than "
                            + LONGEST_ID
                            + " characters, or holds control characters.");
        }
        observed = List.copyOf(observed);
        excluded = List.copyOf(excluded);
    }

    /// A case of observed features alone.
    public static CaseDescription of(String caseId, Sex sex, List<HpoId> observed) {
        return new CaseDescription(caseId, sex, observed, List.of(), Optional.empty());
    }

    /// Reads a phenopacket (version 1 or 2, JSON, gzipped or not). Only its identifier, the
    /// subject's sex and the phenotypic features are read: diagnoses, diseases, interpretations and
    /// files are skipped unseen.
    ///
    /// @throws InterpretationException OGMS-0401 if the file is not such a phenopacket, or a
    ///   feature has no well-formed HPO identifier
    public static CaseDescription readPhenopacket(Path phenopacket) {
        return PhenopacketReader.read(phenopacket);
    }

    /// The same case with a panel.
    public CaseDescription withPanel(String panel) {
        return new CaseDescription(caseId, sex, observed, excluded, Optional.of(panel));
    }

    /// The same case with further observed features.
    public CaseDescription withObserved(List<HpoId> more) {
        List<HpoId> all = new java.util.ArrayList<>(observed);
        for (HpoId id : more) {
            if (!all.contains(id)) {
                all.add(id);
            }
        }
        return new CaseDescription(caseId, sex, all, excluded, panelId);
    }
}
