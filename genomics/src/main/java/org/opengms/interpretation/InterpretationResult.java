package org.opengms.interpretation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.opengms.phenotype.HpoId;

/// The outcome of interpreting one genome for one case. It is a proposal: preliminary and unsigned.
///
/// @param description the case
/// @param bundle what it was interpreted against
/// @param panel name of the chosen panel, if any
/// @param features the observed features as the ontology names them
/// @param excludedFeatures the excluded features, likewise
/// @param variantsRead data lines of the VCF
/// @param variantsWithCall alternate alleles the patient carries
/// @param candidates in rank order
/// @param candidateCount how many there were before the list was cut
/// @param notInterpreted what was read and not scored: reason and number
/// @param warnings what the reader must know, in plain words
/// @param software name and version of the program
public record InterpretationResult(
        CaseDescription description,
        BundleManifest bundle,
        Optional<String> panel,
        List<Feature> features,
        List<Feature> excludedFeatures,
        long variantsRead,
        long variantsWithCall,
        List<Candidate> candidates,
        int candidateCount,
        SortedMap<String, Long> notInterpreted,
        List<String> warnings,
        Software software) {

    /// A feature of the patient.
    ///
    /// @param id as given
    /// @param label its name, or empty if the ontology does not know it
    /// @param scored whether it took part in the ranking
    public record Feature(HpoId id, String label, boolean scored) {}

    /// The program that made the result.
    ///
    /// @param name its name
    /// @param version its version
    public record Software(String name, String version) {
        static Software running() {
            String version = Software.class.getPackage().getImplementationVersion();
            return new Software("OpenGMS", version == null ? "development" : version);
        }
    }

    public InterpretationResult {
        features = List.copyOf(features);
        excludedFeatures = List.copyOf(excludedFeatures);
        candidates = List.copyOf(candidates);
        warnings = List.copyOf(warnings);
    }
}
