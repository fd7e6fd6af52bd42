package org.opengms.routing;

import java.util.List;
import java.util.Optional;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectory;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.OdsCode;

/// What the routing policy knows of an order: nothing that says who the patient is.
///
/// @param reference of the order, which tells nothing about the person
/// @param directory the version that applies
/// @param indication the reason for testing, if the directory has it
/// @param requestedTest the test asked for, if the directory has it
/// @param priority how soon
/// @param homeLaboratory the hub that owns the order
/// @param region of the ordering site, or `unknown`
/// @param readiness how digital the ordering site is
/// @param familyMembers whose samples come with the order, the patient included
/// @param recordOfDiscussionTaken whether the record of discussion came with the order
/// @param negativeBefore tests for the same indication that were done before and found nothing
/// @param genomeAfter whether a genome may be kept behind a conventional test
public record RouteRequest(
        String reference,
        TestDirectory directory,
        Optional<ClinicalIndication> indication,
        Optional<DirectoryTest> requestedTest,
        Priority priority,
        OdsCode homeLaboratory,
        String region,
        DigitalReadiness readiness,
        int familyMembers,
        boolean recordOfDiscussionTaken,
        List<NegativeTest> negativeBefore,
        GenomeAfter genomeAfter) {
    public RouteRequest {
        negativeBefore = List.copyOf(negativeBefore);
    }

    /// A request behind whose conventional test a genome may be kept.
    public RouteRequest(
            String reference,
            TestDirectory directory,
            Optional<ClinicalIndication> indication,
            Optional<DirectoryTest> requestedTest,
            Priority priority,
            OdsCode homeLaboratory,
            String region,
            DigitalReadiness readiness,
            int familyMembers,
            boolean recordOfDiscussionTaken,
            List<NegativeTest> negativeBefore) {
        this(
                reference,
                directory,
                indication,
                requestedTest,
                priority,
                homeLaboratory,
                region,
                readiness,
                familyMembers,
                recordOfDiscussionTaken,
                negativeBefore,
                GenomeAfter.MAY_BE_KEPT);
    }

    /// The region of a site that is not in the network.
    public static final String UNKNOWN_REGION = "unknown";
}
