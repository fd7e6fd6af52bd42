package org.opengms.server.pages;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;

/// One version of a gene panel.
///
/// @param panel the version that is shown
/// @param versions every version that the service has, newest first
/// @param uses the indications of the newest directory whose tests apply the panel
/// @param held numbers of the panels that the service has, so that others are not linked
public record PanelView(Panel panel, List<Panel> versions, List<Use> uses, List<String> held) {
    public PanelView {
        versions = List.copyOf(versions);
        uses = List.copyOf(uses);
        held = List.copyOf(held);
    }

    /// An indication that uses the panel.
    ///
    /// @param tests codes of the tests that apply it
    public record Use(String code, String name, List<String> tests) {
        public Use {
            tests = List.copyOf(tests);
        }
    }

    /// What is on the panel with one confidence; never empty.
    public record Grade(
            Confidence confidence,
            List<PanelEntity.Gene> genes,
            List<PanelEntity.ShortTandemRepeat> repeats,
            List<PanelEntity.Region> regions) {
        /// How many there are.
        public int size() {
            return genes.size() + repeats.size() + regions.size();
        }

        /// The light with its meaning.
        public String words() {
            return PanelView.words(confidence);
        }

        /// The light as a part of ids.
        public String id() {
            return confidence.words();
        }
    }

    /// The grades that have entries, the surest first.
    public List<Grade> grades() {
        return Stream.of(Confidence.values())
                .map(this::grade)
                .filter(grade -> grade.size() > 0)
                .toList();
    }

    private Grade grade(Confidence confidence) {
        return new Grade(
                confidence,
                of(confidence, PanelEntity.Gene.class),
                of(confidence, PanelEntity.ShortTandemRepeat.class),
                of(confidence, PanelEntity.Region.class));
    }

    private <T extends PanelEntity> List<T> of(Confidence confidence, Class<T> kind) {
        return panel.entities().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(entity -> entity.confidence() == confidence)
                .toList();
    }

    /// A traffic light in words, so that nobody needs to see its colour.
    static String words(Confidence confidence) {
        return switch (confidence) {
            case GREEN -> "Green: diagnostic grade";
            case AMBER -> "Amber: moderate evidence";
            case RED -> "Red: not enough evidence";
            case GREY -> "Grey: no grade given";
        };
    }

    /// The colour of a traffic light's tag.
    public static String tag(Confidence confidence) {
        return switch (confidence) {
            case GREEN -> "nhsuk-tag--green";
            case AMBER -> "nhsuk-tag--orange";
            case RED -> "nhsuk-tag--red";
            case GREY -> "nhsuk-tag--grey";
        };
    }

    /// Whether the newest version is shown.
    public boolean isNewest() {
        return panel.header().version().equals(versions.getFirst().header().version());
    }

    /// The version before another; absent for the first.
    public Optional<Panel> before(Panel version) {
        int next = versions.indexOf(version) + 1;
        return next < versions.size() ? Optional.of(versions.get(next)) : Optional.empty();
    }

    /// Whether the panel is made of others.
    public boolean isSuperpanel() {
        return !panel.children().isEmpty();
    }

    /// Whether the service has a panel.
    public boolean has(String id) {
        return held.contains(id);
    }

    /// When a version was made, such as `3 November 2026`; its source's own words where they are no
    /// date.
    public String made(String asWritten) {
        try {
            return Wording.day(
                    LocalDate.parse(asWritten.substring(0, Math.min(10, asWritten.length()))));
        } catch (DateTimeParseException _) {
            return asWritten;
        }
    }

    /// A text of the panel, or a dash where it says nothing.
    public String said(String text) {
        return text.isEmpty() ? "–" : text;
    }

    /// A number of the panel, or a dash where it gives none.
    public String said(OptionalInt number) {
        return number.isPresent() ? Wording.number(number.getAsInt()) : "–";
    }

    /// Where something lies: 1-based, both ends inclusive, GRCh38 where it is known.
    public String place(Optional<PanelEntity.Place> grch38, Optional<PanelEntity.Place> grch37) {
        return grch38.map(p -> place(p) + " (GRCh38)")
                .or(() -> grch37.map(p -> place(p) + " (GRCh37)"))
                .orElse("–");
    }

    private static String place(PanelEntity.Place place) {
        return "%s:%s–%s"
                .formatted(
                        place.chromosome(),
                        Wording.number(place.startZeroBased() + 1),
                        Wording.number(place.endExclusive()));
    }
}
