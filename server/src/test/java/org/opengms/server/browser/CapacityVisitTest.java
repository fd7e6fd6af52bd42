package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.journey.TestService;

/// A laboratory states what it can do and imports its own list. Laboratory ZL07 is told of here
/// alone.
@ExtendWith({InstalledBrowser.Present.class, TestService.Extension.class})
class CapacityVisitTest {
    private static final String LABORATORY = "ZL07";
    private static final String LIST =
            """
            reference,indication,test,method,priority,received,due,reported,status
            V-1,,,single gene,,2026-01-05,,,
            V-2,,,single gene,urgent,2026-01-06,,,on hold
            V-3,,,single gene,,2026-01-07,,2026-02-07,
            999 000 0018,,,single gene,,2026-01-07,,,
            """;

    private static InstalledBrowser installed;

    @BeforeAll
    static void startTheBrowser() {
        installed = InstalledBrowser.start();
    }

    @AfterAll
    static void stopTheBrowser() {
        if (installed != null) {
            installed.close();
        }
    }

    private static FilePayload file(String name, String type, String text) {
        return new FilePayload(name, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Locator row(Visitor visitor, String table, String first) {
        return visitor.page()
                .locator("table[aria-labelledby='%s'] tbody tr".formatted(table))
                .filter(new Locator.FilterOptions().setHasText(first));
    }

    @Test
    void aLaboratoryStatesItsCapacityAndImportsItsList(TestService service) {
        try (Visitor scientist =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("scientist", LABORATORY)) {
            scientist.link("Capacity and work off the platform").click();
            assertEquals("/laboratory/capacity", scientist.path());
            scientist.picture("capacity");
            scientist.fitsPhone();

            // A mistake does not cost what was typed.
            scientist.page().locator("#capacity-amount").fill("lots");
            scientist.page().locator("#capacity-limit").selectOption("resource:COMPUTE_HOURS");
            scientist.button("State the capacity").click();
            assertThat(scientist.page().locator(".nhsuk-error-summary")).isFocused();
            assertThat(scientist.page().locator("#capacity-limit"))
                    .hasValue("resource:COMPUTE_HOURS");
            scientist.picture("capacity-mistake");

            // By the keyboard alone.
            scientist.page().locator("#capacity-limit").focus();
            scientist.tabTo("#capacity-amount");
            scientist.page().keyboard().press("Control+A");
            scientist.page().keyboard().type("750");
            scientist.page().keyboard().press("Enter");
            assertThat(scientist.page().getByText("The capacity is stated.")).isVisible();
            assertThat(row(scientist, "capacities", "Compute")).containsText("750");
            assertThat(row(scientist, "capacities", "Compute")).containsText("Scientist at ZL07");

            // Two sequencers, one of which stops: the kind has both, and a half is left of it.
            for (String name : List.of("SEQ-01", "SEQ-02")) {
                scientist.page().locator("#equipment-id").fill(name);
                scientist.page().locator("#equipment-model").fill("Large sequencer");
                scientist.page().locator("#equipment-gives").selectOption("resource:GENOME_SLOTS");
                scientist.page().locator("#equipment-amount").fill("60");
                scientist.button("State the equipment").click();
                assertThat(row(scientist, "equipment", name)).containsText("Large sequencer");
            }
            assertThat(row(scientist, "capacities", "Genome slots")).containsText("120");
            scientist.page().locator("#equipment-id").fill("SEQ 03!");
            scientist.button("State the equipment").click();
            assertThat(scientist.page().locator("#equipment-id-error"))
                    .containsText("Enter your name for it");
            assertThat(scientist.page().locator("#equipment-amount-error")).isVisible();
            scientist.page().locator("#outage-limit").selectOption("equipment:SEQ-02");
            scientist.page().locator("#outage-left").fill("0");
            scientist.button("State the outage").click();
            assertThat(row(scientist, "outages", "SEQ-02")).containsText("Under way");
            scientist.picture("capacity-equipment");
            scientist.fitsPhone();
            row(scientist, "outages", "SEQ-02").locator("button").click();
            assertThat(row(scientist, "outages", "SEQ-02")).hasCount(0);

            scientist.page().locator("#queue-method").selectOption("EXOME");
            scientist.page().locator("#queue-open").fill("31");
            scientist.page().locator("#queue-oldest").fill("90");
            scientist.button("State the queue").click();
            assertThat(row(scientist, "queues", "Exome")).containsText("90 days");

            scientist.page().locator("#outage-limit").selectOption("method:WGS");
            scientist.page().locator("#outage-left").fill("50");
            scientist.button("State the outage").click();
            assertThat(row(scientist, "outages", "Whole genome")).containsText("Under way");
            scientist.picture("capacity-stated");
            row(scientist, "outages", "Whole genome").locator("button").click();
            assertThat(scientist.page().getByText("The outage is over.")).isVisible();
            assertThat(row(scientist, "outages", "Whole genome")).hasCount(0);

            scientist
                    .page()
                    .locator("#work-file")
                    .setInputFiles(
                            file(
                                    "names.csv",
                                    "text/csv",
                                    "reference,received,method,Patient name\nG1,2026-01-01,panel,Muster\n"));
            scientist.button("Check the list").click();
            assertThat(scientist.page().locator("#work-file-error"))
                    .containsText("Column 4 says who patients are");

            scientist
                    .page()
                    .locator("#work-file")
                    .setInputFiles(file("open orders.csv", "text/csv", LIST));
            scientist.button("Check the list").click();
            assertThat(scientist.page().locator("h1")).containsText("What was found in the list");
            assertThat(row(scientist, "refused", "5")).containsText("A valid NHS number");
            assertThat(scientist.page().locator("main")).not().containsText("999 000");
            scientist.picture("work-checked");
            scientist.fitsPhone();
            scientist.button("Import 3 orders").click();
            assertThat(row(scientist, "queues", "Single gene")).containsText("2");
            assertThat(row(scientist, "queues", "Single gene"))
                    .containsText("Counted from import 1");
            // The complete list has no exome, so the older count of exomes is over.
            assertThat(row(scientist, "queues", "Exome")).containsText("Counted from import 1");

            scientist.link("Import 1").click();
            scientist.picture("import");
            scientist.fitsPhone();
            scientist.button("Take the import back").click();
            assertThat(scientist.page().locator(".nhsuk-error-summary")).isFocused();
            scientist.page().locator("#reason").fill("The list of another week.");
            scientist.button("Take the import back").click();
            assertThat(row(scientist, "queues", "Exome")).containsText("90 days");
            assertThat(row(scientist, "imports", "Import 1")).containsText("Taken back");
            scientist.link("Import 1").click();
            assertThat(scientist.fact("Taken back"))
                    .containsText("Scientist at ZL07: The list of another week.");

            scientist.go("/laboratory/capacity");
            scientist.page().getByText("Give a file of statements").click();
            scientist
                    .page()
                    .locator("#declaration-file")
                    .setInputFiles(
                            file(
                                    "state.yaml",
                                    "application/yaml",
                                    """
                                    asOf: 2026-01-01T08:00:00Z
                                    capacities:
                                      - limit: staff:RECEPTION
                                        amount: 112.5
                                    """));
            scientist.button("State what the file says").click();
            assertThat(row(scientist, "capacities", "Reception")).containsText("112.5");
            scientist.picture("capacity-all");
        }
        try (Visitor clinician =
                new Visitor(installed.browser(), service.service().address())
                        .signIn("clinician", "ZR101")) {
            assertEquals(403, clinician.go("/laboratory/capacity"));
        }
    }
}
