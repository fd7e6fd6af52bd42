package org.opengms.routing;

import java.util.Optional;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectory;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.OdsCode;

/// What the routing policy knows of an order: nothing that says who the patient is.
///
/// @param directory the version that applies
/// @param indication the reason for testing, if the directory has it
/// @param requestedTest the test asked for, if the directory has it
/// @param priority how soon
/// @param homeLaboratory the hub that owns the order
/// @param readiness how digital the ordering site is
/// @param recordOfDiscussionTaken whether the record of discussion came with the order
public record RouteRequest(
        TestDirectory directory,
        Optional<ClinicalIndication> indication,
        Optional<DirectoryTest> requestedTest,
        Priority priority,
        OdsCode homeLaboratory,
        DigitalReadiness readiness,
        boolean recordOfDiscussionTaken) {}
