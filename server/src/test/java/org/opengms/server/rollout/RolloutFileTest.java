package org.opengms.server.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opengms.rollout.RolloutResult;
import org.opengms.server.pages.RolloutSamples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RolloutFileTest {
    private static final RolloutResult JUDGED = RolloutSamples.judged(59);
    private static final RolloutResult COMPARED = RolloutSamples.compared();

    private static String text(RolloutResult result, String name) {
        return RolloutFile.find(result, name).map(RolloutFile::text).orElseThrow();
    }

    @Test
    void areThoseThatAreNamed() {
        for (String name : RolloutFile.names(0)) {
            assertTrue(RolloutFile.find(JUDGED, name).isPresent(), name);
            assertEquals(Optional.empty(), RolloutFile.find(COMPARED, name));
        }
        for (String name : RolloutFile.names(2)) {
            assertTrue(RolloutFile.find(COMPARED, name).isPresent(), name);
            assertEquals(Optional.empty(), RolloutFile.find(JUDGED, name));
        }
        assertEquals(Optional.empty(), RolloutFile.find(JUDGED, "../plan.json"));
        assertEquals(Optional.empty(), RolloutFile.find(JUDGED, ".svg"));
    }

    @Test
    void holdTheReportAndTheTables() {
        JsonNode report = JsonMapper.shared().readTree(text(JUDGED, "rollout.json"));
        assertEquals("opengms-rollout-report/1", report.get("format").asString());
        assertEquals(56, report.get("deliverabilityIfConfirmed").get("held").asInt());
        assertEquals(
                "quarter,works_quarter,option,units,state,cost_pence,payer,name",
                text(JUDGED, "schedule.csv").lines().findFirst().orElseThrow());
        assertEquals(
                List.of(
                        "quarter,budget_pence,spending_pence,sites_digitised_if_in_time,sites_gone_live_if_in_time,levels_held_share,binding_resource,binding_share,binding_load",
                        "0,200000050,10000000,0,0,1.0000,\"north/line:wgs\",0.7500,0.9000"),
                text(JUDGED, "quarters.csv").lines().limit(2).toList());
        assertEquals(4, text(JUDGED, "quarters.csv").lines().count());
        assertEquals(
                "\"yours\",1,0,0.9000,\"north/staff:rare-disease\",1.0000,1.2000",
                text(COMPARED, "comparison.csv").lines().toList().get(5));
        assertEquals(
                2,
                JsonMapper.shared().readTree(text(COMPARED, "comparison.json")).get("rows").size());
    }

    @Test
    void holdEveryPlotAsADocument() {
        RolloutPlots plots = RolloutPlots.of(JUDGED);
        assertEquals(
                List.of(
                        "held",
                        "spending",
                        "turnaround",
                        "turnaround-wgs-rare-urgent",
                        "turnaround-wgs-rare-routine",
                        "backlog",
                        "utilisation",
                        "map"),
                plots.names());
        for (String name : plots.names()) {
            String svg = text(JUDGED, name + ".svg");
            assertTrue(svg.startsWith("<svg xmlns="), name);
            assertTrue(svg.contains("<title id=\"title\">"), name);
        }
        assertEquals(List.of("spending", "held"), RolloutPlots.of(COMPARED).names());
    }

    /// What was kept before sites were told in the report stays readable, and tells no number.
    @Test
    void leaveSitesOutWhereAReportThatWasKeptDoesNotTellThem() {
        RolloutResult kept =
                RolloutResult.of(
                        JUDGED.text()
                                .replaceFirst(
                                        "\"sites\" *: *\\[[^\\]]*\"goneLive\"[^\\]]*\\], *", ""));
        assertEquals(Optional.empty(), kept.judged().orElseThrow().report().sites());
        assertEquals(
                "0,200000050,10000000,,,1.0000,\"north/line:wgs\",0.7500,0.9000",
                text(kept, "quarters.csv").lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void areReadBackFromAResultAsItIsKept() {
        assertEquals(JUDGED, RolloutResult.of(JUDGED.text()));
        assertEquals(COMPARED, RolloutResult.of(COMPARED.text()));
    }
}
