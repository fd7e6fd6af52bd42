package org.opengms.panels;

import java.util.List;
import java.util.Optional;

/// What a panel says of itself, without what is on it: one entry of a list page, and the head of a
/// panel document.
///
/// @param id in its source, such as `285`
/// @param version as its source states it; empty where it does not, as in tables
/// @param name for people
/// @param diseaseGroup such as `Renal`, may be empty
/// @param diseaseSubGroup may be empty
/// @param status such as `public`, may be empty
/// @param versionCreated when this version was made, as its source writes it
/// @param disorders what it is relevant to: directory codes (`R29`) and names of disorders
/// @param types such as `GMS Rare Disease` or `GMS signed-off`
public record PanelHeader(
        String id,
        String version,
        String name,
        String diseaseGroup,
        String diseaseSubGroup,
        String status,
        Optional<String> versionCreated,
        List<String> disorders,
        List<PanelType> types) {
    /// A kind of panel.
    ///
    /// @param slug its short name, such as `gms-signed-off`
    /// @param name for people
    public record PanelType(String slug, String name) {}

    public PanelHeader {
        disorders = List.copyOf(disorders);
        types = List.copyOf(types);
    }

    /// The codes of the test directory (`R29`, `M4`, `R29.3`) among the disorders.
    public List<String> directoryCodes() {
        return disorders.stream().filter(d -> d.matches("[RM][0-9]+(\\.[0-9]+)?")).toList();
    }

    /// Whether the panel has a type.
    ///
    /// @param slug such as `gms-signed-off`
    public boolean has(String slug) {
        return types.stream().anyMatch(t -> t.slug().equals(slug));
    }

    /// The same head with a version that its source does not state.
    public PanelHeader atVersion(String stated) {
        return new PanelHeader(
                id,
                stated,
                name,
                diseaseGroup,
                diseaseSubGroup,
                status,
                versionCreated,
                disorders,
                types);
    }
}
