package org.opengms.server.demo;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.ServiceNetwork;
import tools.jackson.databind.json.JsonMapper;

/// What the laboratories of the demonstration work with, stated by their own systems: two
/// sequencers that take more together than the laboratory does in a week, so that one that stops is
/// felt and both that work are not, a cluster, and a store.
///
/// A laboratory that has stated equipment already is left alone.
final class ExampleEquipment {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Each sequencer takes so much of what the laboratory does in a week.
    private static final double SHARE_OF_A_WEEK = 0.75;

    /// Ten nodes, day and night.
    private static final int NODE_HOURS = 10 * 7 * 24;

    private static final int STORE_GIGABYTES = 500_000;

    private final People people;
    private final ServiceNetwork network;
    private final Clock clock;

    ExampleEquipment(People people, ServiceNetwork network, Clock clock) {
        this.people = people;
        this.network = network;
        this.clock = clock;
    }

    /// @throws DemoFailure if a laboratory cannot state it
    void play() throws InterruptedException {
        for (Laboratory laboratory : network.laboratories()) {
            FhirClient system = people.system("laboratory", laboratory.ods());
            String own = "/api/laboratories/" + laboratory.ods();
            Reply state = system.json("GET", own + "/state", "");
            if (!state.isGood()) {
                throw failure(laboratory, state);
            }
            if (JSON.readTree(state.text()).path("equipment").isEmpty()) {
                Reply stated =
                        system.json(
                                "POST",
                                own + "/statements",
                                JSON.writeValueAsString(statement(laboratory)));
                if (!stated.isGood()) {
                    throw failure(laboratory, stated);
                }
            }
        }
    }

    private Map<String, Object> statement(Laboratory laboratory) {
        double genomes =
                Math.ceil(SHARE_OF_A_WEEK * laboratory.capacitySamplesPerWeek(TestMethod.WGS));
        List<Map<String, Object>> sequencers =
                genomes > 0
                        ? List.of(
                                piece("SEQ-01", "Large sequencer", "GENOME_SLOTS", genomes),
                                piece("SEQ-02", "Large sequencer", "GENOME_SLOTS", genomes))
                        : List.of();
        List<Map<String, Object>> others =
                List.of(
                        piece("CLUSTER", "Ten compute nodes", "COMPUTE_HOURS", NODE_HOURS),
                        piece("STORE", "Object store", "STORAGE_GB", STORE_GIGABYTES));
        return Map.of(
                "asOf",
                clock.instant().toString(),
                "equipment",
                Stream.of(sequencers, others).flatMap(List::stream).toList());
    }

    private static Map<String, Object> piece(String id, String model, String gives, double amount) {
        return Map.of("id", id, "model", model, "gives", "resource:" + gives, "amount", amount);
    }

    private static DemoFailure failure(Laboratory laboratory, Reply reply) {
        return new DemoFailure(
                "OGMS-4832 The system of laboratory %s cannot state its equipment: answer %d."
                        .formatted(laboratory.ods(), reply.status()));
    }
}
