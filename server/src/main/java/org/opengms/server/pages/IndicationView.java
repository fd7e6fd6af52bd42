package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.OrderRequirements;
import org.opengms.directory.SheetEntry;
import org.opengms.directory.TestDirectory;

/// One indication in every version of the directory that has it.
///
/// @param editions newest first, at least one
/// @param panels the newest version of the gene panels that its tests apply
/// @param isCurrent whether the newest version of the directory still has it
public record IndicationView(List<Edition> editions, List<PanelFacts> panels, boolean isCurrent) {
    public IndicationView {
        editions = List.copyOf(editions);
        panels = List.copyOf(panels);
    }

    /// The indication in one version.
    ///
    /// @param directory the version
    /// @param indication as it stands there
    /// @param sameAs the next newer version, where nothing differs from that
    public record Edition(
            TestDirectory directory, ClinicalIndication indication, Optional<String> sameAs) {
        /// Its own tests, then those of its package that belong to other indications.
        public List<DirectoryTest> tests() {
            List<DirectoryTest> tests = new ArrayList<>(indication.tests());
            tests.addAll(directory.offeredFromElsewhere(indication));
            return tests;
        }

        /// Whether a test belongs to another indication.
        public boolean isFromElsewhere(DirectoryTest test) {
            return !indication.tests().contains(test);
        }

        /// Its turnaround standard.
        public String standard(DirectoryTest test) {
            return Wording.count(directory.turnaroundCalendarDays(test), "day");
        }

        /// The rules that gave turnaround standards that the directory does not state; empty where
        /// it states them.
        public String assignedBy() {
            return indication.tests().stream()
                    .flatMap(t -> t.sheet().stream())
                    .map(SheetEntry::assignedBy)
                    .findFirst()
                    .orElse("");
        }

        /// Who may be tested, by age; empty where any age may.
        public String ages() {
            Optional<Integer> low = indication.minimumAgeYears();
            Optional<Integer> high = indication.maximumAgeYears();
            if (low.isPresent() && high.isPresent()) {
                return "%d to %d years".formatted(low.get(), high.get());
            }
            return low.map(y -> "from %d years on".formatted(y))
                    .or(() -> high.map(y -> "up to %d years".formatted(y)))
                    .orElse("");
        }
    }

    /// A gene panel, in short.
    ///
    /// @param green how many entries are of diagnostic grade
    /// @param others how many are not
    public record PanelFacts(String id, String version, String name, long green, long others) {}

    /// The newest edition.
    public Edition newest() {
        return editions.getFirst();
    }

    /// The panels that a test applies, wherever the directory names them.
    public List<String> panelIds(DirectoryTest test) {
        return DirectoryController.panelIds(test);
    }

    /// The version of a panel that the digital directory names for a test, if it names one.
    public Optional<String> linkedVersion(DirectoryTest test, String panelId) {
        return test.digital().stream()
                .flatMap(d -> d.panels().stream())
                .filter(p -> p.panelId().equals(panelId))
                .flatMap(p -> p.version().stream())
                .findFirst();
    }

    /// What an order for a test must and may say, in sentences.
    public String requirements(OrderRequirements requirements) {
        List<String> sentences = new ArrayList<>();
        for (OrderRequirements.Need need :
                List.of(OrderRequirements.Need.REQUIRED, OrderRequirements.Need.OPTIONAL)) {
            List<String> what = new ArrayList<>();
            if (requirements.targetDisease() == need) {
                what.add("disease");
            }
            if (requirements.targetGene() == need) {
                what.add("gene");
            }
            if (requirements.targetVariant() == need) {
                what.add("variant");
            }
            if (!what.isEmpty()) {
                sentences.add(
                        "An order %s name the %s."
                                .formatted(
                                        need == OrderRequirements.Need.REQUIRED ? "must" : "may",
                                        String.join(", ", what)));
            }
        }
        if (requirements.additionalPanels() != OrderRequirements.AdditionalPanels.NOT_STATED) {
            sentences.add("Further panels " + requirements.additionalPanels().words() + ".");
        }
        return String.join(" ", sentences);
    }

    /// What is known of a test's panel, if the panel was imported.
    public Optional<PanelFacts> panel(String id) {
        return panels.stream().filter(p -> p.id().equals(id)).findFirst();
    }
}
