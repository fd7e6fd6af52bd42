package org.opengms.server.journey;

import java.time.Instant;
import java.util.Optional;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestMethod;
import org.opengms.orders.OrderId;
import org.opengms.orders.StandingStep;
import org.opengms.orders.StandingStep.Kind;
import org.opengms.orders.TestOrder;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.persistence.JdbcOrders;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Genomes behind conventional tests, on the service that tests share. The shipped yields keep none
/// while laboratories are free, so one is put behind an order that was routed.
public final class KeptGenome {
    /// The site that orders.
    static final String SITE = "zr110";

    private static final ClinicalIndication INDICATION =
            SyntheticRegion.of(1).directories().newest().indications().stream()
                    .filter(i -> !i.conventional().isEmpty())
                    .filter(i -> i.tests().stream().anyMatch(t -> t.method() == TestMethod.WGS))
                    .findFirst()
                    .orElseThrow();

    /// What is kept.
    static final DirectoryTest GENOME =
            INDICATION.tests().stream()
                    .filter(t -> t.method() == TestMethod.WGS)
                    .findFirst()
                    .orElseThrow();

    private KeptGenome() {}

    private static <T> T bean(TestService service, Class<T> type) {
        return service.service().context().getBean(type);
    }

    /// Sends an order and puts a genome behind its test.
    ///
    /// @param nhsNumber a valid one that no other test uses
    public static TestOrder behindAnOrder(TestService service, String nhsNumber) throws Exception {
        OrderId id = Ordered.send(service, SITE, nhsNumber, INDICATION).order();
        JdbcOrders orders = bean(service, JdbcOrders.class);
        TestOrder order = orders.find(id).orElseThrow();
        bean(service, JdbcClient.class)
                .sql(
                        """
                        update test_order set route = route || jsonb_build_object('standing',
                            jsonb_build_object('testCode', cast(:code as text), 'testName', cast(:name as text),
                                'laboratory', cast(:laboratory as text), 'firstDueOn', '2099-01-01', 'reportBy', '2099-03-26'))
                        where id = cast(:id as uuid)
                        """)
                .param("code", GENOME.code())
                .param("name", GENOME.name())
                .param("laboratory", order.route().route().laboratory().value())
                .param("id", id.value())
                .update();
        TestOrder behind = orders.find(id).orElseThrow();
        step(service, behind, Kind.KEPT);
        return behind;
    }

    /// The same of a first test that is reported, and a genome that was refused when it was due.
    public static TestOrder refusedBehindAnOrder(TestService service, String nhsNumber)
            throws Exception {
        TestOrder order = behindAnOrder(service, nhsNumber);
        bean(service, JdbcClient.class)
                .sql("update test_order set state = 'REPORTED' where id = cast(:id as uuid)")
                .param("id", order.id().value())
                .update();
        step(service, order, Kind.DUE);
        step(service, order, Kind.REFUSED);
        return order;
    }

    /// Something becomes of it.
    static void step(TestService service, TestOrder order, Kind kind) {
        bean(service, JdbcOrders.class)
                .addStandingStep(
                        order,
                        new StandingStep(
                                Instant.now(), "Service", "service", kind, "", Optional.empty()));
    }
}
