package org.opengms.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.TestMethod;

class DeclarationFileTest {
    private static final OdsCode LAB = new OdsCode("ZL001");
    private static final Instant AS_OF = Instant.parse("2026-06-03T08:00:00Z");
    private static final Said SAID =
            new Said(
                    "laboratory-zl001",
                    "System of ZL001",
                    "LABORATORY",
                    LAB,
                    Instant.parse("2026-06-03T09:00:00Z"),
                    Channel.API);
    private static final String ID = "8f1b1b0e-35a5-4d0c-9a55-2d0c4a4be0aa";

    private static List<Statement> statements(String text, String name) {
        return DeclarationFile.read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name)
                .statements(LAB, SAID);
    }

    @Test
    void saysEverythingThatCanBeStated() {
        List<Statement> statements =
                statements(
                        """
                        {"asOf": "2026-06-03T08:00:00Z",
                         "capacities": [{"limit": "method:WGS", "amount": 60},
                                        {"limit": "staff:CONSULTANT", "amount": 37.5, "from": "2026-07-01"}],
                         "equipment": [{"id": "STORE-A", "model": "Object store", "gives": "resource:STORAGE_GB", "amount": 5000}],
                         "queues": [{"method": "WGS", "openOrders": 120, "oldestAgeDays": 41}],
                         "outages": [{"outage": "%s", "limit": "resource:STORAGE_GB",
                                      "from": "2026-06-02T00:00:00Z", "remainingShare": 0.5, "equipment": "STORE-A"}],
                         "outageEnds": [{"outage": "%s", "at": "2026-06-03T07:00:00Z"}],
                         "readiness": [{"site": "ZR101", "shares": {"electronicOrder": 1,
                                        "recordOfDiscussion": 0.5, "sampleTracking": 0, "structuredReportReturn": 0}}]}
                        """
                                .formatted(ID, ID),
                        "state.json");
        LocalDate today = LocalDate.of(2026, 6, 3);
        OutageId id = new OutageId(ID);
        assertEquals(
                List.of(
                        new Statement(
                                LAB,
                                new Claim.Capacity(new Limit.Method(TestMethod.WGS), 60),
                                AS_OF,
                                today,
                                SAID),
                        new Statement(
                                LAB,
                                new Claim.Capacity(new Limit.Staff(StaffRole.CONSULTANT), 37.5),
                                AS_OF,
                                LocalDate.of(2026, 7, 1),
                                SAID),
                        new Statement(
                                LAB,
                                new Claim.Equipment(
                                        new EquipmentId("STORE-A"),
                                        "Object store",
                                        ResourceKind.STORAGE_GB,
                                        5000),
                                AS_OF,
                                today,
                                SAID),
                        new Statement(
                                LAB,
                                new Claim.Queue(TestMethod.WGS, 120, Optional.of(41)),
                                AS_OF,
                                today,
                                SAID),
                        new Statement(
                                LAB,
                                new Claim.Outage(
                                        id,
                                        new Limit.Resource(ResourceKind.STORAGE_GB),
                                        Instant.parse("2026-06-02T00:00:00Z"),
                                        Optional.empty(),
                                        0.5,
                                        Optional.of(new EquipmentId("STORE-A"))),
                                AS_OF,
                                today,
                                SAID),
                        new Statement(
                                LAB,
                                new Claim.OutageEnd(id, Instant.parse("2026-06-03T07:00:00Z")),
                                AS_OF,
                                today,
                                SAID),
                        new Statement(
                                new OdsCode("ZR101"),
                                new Claim.Readiness(new DigitalReadiness(1, 0.5, 0, 0)),
                                AS_OF,
                                today,
                                SAID)),
                statements);
    }

    @Test
    void isReadFromYamlToo() {
        assertEquals(
                60.0,
                ((Claim.Capacity)
                                statements(
                                                """
                                                asOf: 2026-06-03T08:00:00Z
                                                capacities:
                                                  - limit: method:WGS
                                                    amount: 60
                                                """,
                                                "state.yaml")
                                        .getFirst()
                                        .claim())
                        .amount());
    }

    /// An outage that is ended counts from when that is said, whatever the day of the message.
    @Test
    void anOlderMessageStillEndsAnOutage() {
        Statement end =
                statements(
                                """
                                {"asOf": "2026-05-20T08:00:00Z", "outageEnds": [{"outage": "%s", "at": "2026-05-20T07:00:00Z"}]}
                                """
                                        .formatted(ID),
                                "state.json")
                        .getFirst();
        assertEquals(LocalDate.of(2026, 6, 3), end.from());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OGMS-6510 | {}",
                "OGMS-6510 | not json",
                "OGMS-6510 | {\"asOf\": \"yesterday\", \"queues\": []}",
                "OGMS-6508 | {\"asOf\": \"2026-06-03T08:00:00Z\"}",
                "OGMS-6508 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"queues\": []}",
                "OGMS-6510 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"capacity\": []}",
                "OGMS-6510 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"queues\": [{\"method\": \"MAGIC\", \"openOrders\": 1}]}",
                "OGMS-6510 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"queues\": [{\"method\": \"WGS\", \"openOrders\": \"1\"}]}",
                "OGMS-6510 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"queues\": [{\"method\": \"WGS\"}]}",
                "OGMS-6503 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"queues\": [{\"method\": \"WGS\", \"openOrders\": -1}]}",
                "OGMS-6503 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"queues\": [{\"method\": \"WGS\", \"openOrders\": 0, \"oldestAgeDays\": 3}]}",
                "OGMS-6501 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"capacities\": [{\"limit\": \"WGS\", \"amount\": 1}]}",
                "OGMS-6502 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"capacities\": [{\"limit\": \"method:WGS\", \"amount\": -1}]}",
                "OGMS-6502 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"capacities\": [{\"limit\": \"method:WGS\", \"amount\": 1e12}]}",
                "OGMS-6506 | {\"asOf\": \"2026-06-04T08:00:00Z\", \"queues\": [{\"method\": \"WGS\", \"openOrders\": 1}]}",
                "OGMS-6507 | {\"asOf\": \"2006-06-03T08:00:00Z\", \"queues\": [{\"method\": \"WGS\", \"openOrders\": 1}]}",
                "OGMS-6507 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"capacities\": [{\"limit\": \"method:WGS\", \"amount\": 1, \"from\": \"2206-06-03\"}]}",
                "OGMS-6504 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"outages\": [{\"limit\": \"method:WGS\", \"from\": \"2026-06-03T08:00:00Z\", \"remainingShare\": 50}]}",
                "OGMS-6504 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"outages\": [{\"limit\": \"method:WGS\", \"from\": \"2026-06-03T08:00:00Z\", \"expectedEnd\": \"2026-06-01T08:00:00Z\", \"remainingShare\": 0}]}",
                "OGMS-6511 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"equipment\": [{\"id\": \"SEQ 01\", \"model\": \"X\", \"gives\": \"resource:GENOME_SLOTS\", \"amount\": 1}]}",
                "OGMS-6511 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"equipment\": [{\"id\": \"SEQ-01\", \"model\": \" \", \"gives\": \"resource:GENOME_SLOTS\", \"amount\": 1}]}",
                "OGMS-6511 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"equipment\": [{\"id\": \"SEQ-01\", \"model\": \"X\", \"gives\": \"method:WGS\", \"amount\": 1}]}",
                "OGMS-6501 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"equipment\": [{\"id\": \"SEQ-01\", \"model\": \"X\", \"gives\": \"GENOME_SLOTS\", \"amount\": 1}]}",
                "OGMS-6502 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"equipment\": [{\"id\": \"SEQ-01\", \"model\": \"X\", \"gives\": \"resource:GENOME_SLOTS\", \"amount\": -1}]}",
                "OGMS-2102 | {\"asOf\": \"2026-06-03T08:00:00Z\", \"readiness\": [{\"site\": \"ZR101\", \"shares\": {\"electronicOrder\": 2, \"recordOfDiscussion\": 0, \"sampleTracking\": 0, \"structuredReportReturn\": 0}}]}"
            })
    void refusesWhatCannotBe(String code, String text) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> statements(text, "the message"));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(code), message);
    }
}
