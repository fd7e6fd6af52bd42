package org.opengms.server.pages;

import java.util.List;
import org.opengms.directory.PanelDiff;
import org.opengms.panels.Panel;

/// What differs between two versions of a gene panel.
///
/// @param versions to choose from, newest first
/// @param before the one side
/// @param after the other
public record PanelDifferencesView(
        List<Panel> versions, Panel before, Panel after, PanelDiff diff) {
    public PanelDifferencesView {
        versions = List.copyOf(versions);
    }

    /// A field's name in words.
    public String field(String name) {
        return switch (name) {
            case "name" -> "Name";
            case "diseaseGroup" -> "Disease group";
            case "diseaseSubGroup" -> "Disease subgroup";
            case "status" -> "Status";
            case "disorders" -> "Relevant to";
            case "types" -> "Kinds of panel";
            case "children" -> "Panels that it is made of";
            case "confidence" -> "Grade";
            case "modeOfInheritance" -> "Inheritance";
            case "symbol" -> "Gene";
            case "hgncId" -> "HGNC number";
            case "ensemblIds" -> "Ensembl genes";
            case "penetrance" -> "Penetrance";
            case "modeOfPathogenicity" -> "How it causes disease";
            case "repeatedSequence" -> "Repeated sequence";
            case "grch37" -> "Place, GRCh37";
            case "grch38" -> "Place, GRCh38";
            case "normalRepeats" -> "Normal repeats, up to";
            case "pathogenicRepeats" -> "Disease-causing repeats, from";
            case "verboseName" -> "Name in full";
            case "typeOfVariants" -> "Kind of variant";
            case "haploinsufficiencyScore" -> "Haploinsufficiency score";
            case "triplosensitivityScore" -> "Triplosensitivity score";
            case "requiredOverlapPercent" -> "Overlap needed, per cent";
            default -> name;
        };
    }

    /// A value; a dash for none.
    public String value(String text) {
        return text.isEmpty() ? "–" : text;
    }
}
