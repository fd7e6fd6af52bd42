package org.opengms.panels;

import java.util.List;

/// One version of a panel: what is examined for an indication.
///
/// @param header what it says of itself
/// @param children the panels that a superpanel is made of; empty for others
/// @param entities what is on it, in its source's order
public record Panel(PanelHeader header, List<Child> children, List<PanelEntity> entities) {
    /// A panel that a superpanel holds.
    ///
    /// @param id of that panel
    /// @param version of it that is held
    /// @param name for people
    public record Child(String id, String version, String name) {}

    public Panel {
        children = List.copyOf(children);
        entities = List.copyOf(entities);
    }

    /// Its identifier in its source.
    public String id() {
        return header.id();
    }

    /// The same panel with a version that its source does not state.
    public Panel atVersion(String stated) {
        return new Panel(header.atVersion(stated), children, entities);
    }

    /// The genes on it.
    public List<PanelEntity.Gene> genes() {
        return entities.stream()
                .filter(PanelEntity.Gene.class::isInstance)
                .map(PanelEntity.Gene.class::cast)
                .toList();
    }

    /// What is on it with this confidence.
    public long count(Confidence confidence) {
        return entities.stream().filter(e -> e.confidence() == confidence).count();
    }
}
