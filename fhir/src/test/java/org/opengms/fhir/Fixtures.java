package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.Submission;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;

/// What the tests of this module share. The validator is one for all of them: loading its
/// definitions takes some seconds.
final class Fixtures {
    static final FhirContext FHIR = FhirContext.forR4();
    static final FhirText TEXT = new FhirText(FHIR);
    static final FhirStructure STRUCTURE = new FhirStructure(FHIR, AcceptancePolicy.STANDARD);
    static final OrderReader READER = new OrderReader(FHIR, AcceptancePolicy.STANDARD);
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");
    static final PersonId PERSON = new PersonId("11111111-2222-4333-8444-555555555555");
    static final OrderId ORDER = new OrderId("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");

    private Fixtures() {}

    static Bundle bundle(String json) {
        return TEXT.read(json, Bundle.class);
    }

    static TestOrder order(OrderState state) {
        return new TestOrder(
                ORDER,
                "OG-26-000123",
                PERSON,
                Optional.of(new OdsCode("ZZ901")),
                new OdsCode("ZZ901"),
                "Dr Example",
                Optional.of("R901"),
                "Sample indication",
                Priority.URGENT,
                LocalDate.of(2026, 1, 15),
                NOW,
                new OdsCode("ZZL01"),
                new RouteDecision(
                        new Route.Test(
                                "R901.1", "Sample test", TestMethod.WGS, new OdsCode("ZZL02")),
                        List.of(),
                        List.of("because"),
                        "test"),
                state,
                Optional.empty(),
                List.of(),
                3);
    }

    static LabTask task(TaskStatus status, Optional<String> reason, Optional<String> business) {
        return new LabTask(
                new TaskId("99999999-8888-4777-8666-555555555555"),
                ORDER,
                TaskCode.SAMPLE_PREPARATION,
                status,
                reason,
                business,
                new OdsCode("ZZL02"),
                NOW,
                NOW.plusSeconds(60),
                2);
    }

    static Submission.Accepted accepted(List<Finding> findings) {
        return new Submission.Accepted(
                order(OrderState.IN_LABORATORY),
                new Person(
                        PERSON,
                        Optional.of(new NhsNumber("9990000018")),
                        "Sample",
                        "Sam",
                        Optional.empty(),
                        Sex.FEMALE,
                        ""),
                List.of(task(TaskStatus.REQUESTED, Optional.empty(), Optional.empty())),
                findings);
    }

    /// What breaks FHIR in a text, or is advised against.
    static List<Finding> complaints(String json) {
        return STRUCTURE.check(json).stream()
                .filter(f -> f.kind() != org.opengms.orders.FindingKind.TOOL_LIMIT)
                .toList();
    }
}
