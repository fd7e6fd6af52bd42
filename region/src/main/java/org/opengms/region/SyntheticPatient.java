package org.opengms.region;

import java.util.List;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;

/// An invented patient with the order that is sent for them. Nothing here tells what is in the
/// genome: that is a [PlantedTruth], kept by the region alone.
///
/// @param number from 0; with the region's seed it determines everything else
/// @param site code of the ordering site
/// @param clinician who requests
/// @param indicationCode such as `R901`
/// @param testCode such as `R901.1`
/// @param urgent whether the order is marked urgent
/// @param phenotypes findings observed and findings looked for and absent
/// @param discussion the patient's record of discussion, where one is sent
/// @param specimen the patient's
/// @param family mother and father whose samples are sent too; empty, or both
/// @param priorTests tests done before
/// @param fault what is deliberately wrong with the order, if anything
public record SyntheticPatient(
        int number,
        SyntheticPerson person,
        OdsCode site,
        Clinician clinician,
        String indicationCode,
        String testCode,
        boolean urgent,
        List<Phenotype> phenotypes,
        Optional<SyntheticDiscussion> discussion,
        SyntheticSpecimen specimen,
        List<FamilyMember> family,
        List<PriorTest> priorTests,
        Optional<OrderFault> fault) {

    public SyntheticPatient {
        phenotypes = List.copyOf(phenotypes);
        family = List.copyOf(family);
        priorTests = List.copyOf(priorTests);
    }

    /// Who requests a test.
    ///
    /// @param gmcNumber seven digits from 9900000, which is no range of the register
    public record Clinician(
            String gmcNumber, String familyName, String givenName, String specialty) {}

    /// A finding.
    ///
    /// @param termId such as `HP:9900017`
    /// @param absent whether it was looked for and is not there
    public record Phenotype(String termId, String label, boolean absent) {}

    /// A relative whose sample is sent with the patient's.
    ///
    /// @param affected whether they have the condition themselves, as far as known
    public record FamilyMember(
            Relation relation,
            SyntheticPerson person,
            SyntheticSpecimen specimen,
            SyntheticDiscussion discussion,
            boolean affected) {}

    /// What a relative is to the patient.
    public enum Relation {
        MOTHER,
        FATHER
    }

    /// A test that was done before.
    ///
    /// @param monthsBeforeOrder calendar months
    /// @param result in words
    public record PriorTest(TestMethod method, int monthsBeforeOrder, String result) {}

    /// The findings that were observed.
    public List<Phenotype> observed() {
        return phenotypes.stream().filter(p -> !p.absent()).toList();
    }
}
