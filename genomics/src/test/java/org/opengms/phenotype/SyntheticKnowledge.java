package org.opengms.phenotype;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.opengms.genome.GeneId;

/// A made-up ontology small enough to score by hand:
///
/// ```
/// HP:0000001 All
/// ├── HP:0000005 inheritance ── HP:0000006, HP:0000007 (child HP:0009901), HP:0001417 (child HP:0001419)
/// └── HP:0000118 abnormality
///     ├── HP:0000010 heart ── HP:0000011 valve ── HP:0000012 mitral, HP:0000013 aortic
///     └── HP:0000020 eye ──── HP:0000021 lens ─┬─ HP:0000031 heart-and-lens (also under HP:0000011)
/// ```
///
/// HP:0000090 was replaced by HP:0000012, HP:0000091 lists HP:0000021 as the term it merged into,
/// HP:0000092 was withdrawn.
public final class SyntheticKnowledge {
    static final String ONTOLOGY =
            """
            {"graphs": [{"id": "x", "meta": {"version": "releases/2020-02-02/hp.json"},
             "nodes": [
              {"id": "http://purl.obolibrary.org/obo/HP_0000001", "lbl": "All"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000005", "lbl": "Inheritance"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000006", "lbl": "Dominant"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000007", "lbl": "Recessive"},
              {"id": "http://purl.obolibrary.org/obo/HP_0009901", "lbl": "Sort of recessive"},
              {"id": "http://purl.obolibrary.org/obo/HP_0001417", "lbl": "X-linked"},
              {"id": "http://purl.obolibrary.org/obo/HP_0001419", "lbl": "X-linked recessive"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000118", "lbl": "Abnormality"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000010", "lbl": "Heart"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000011", "lbl": "Valve"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000012", "lbl": "Mitral"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000013", "lbl": "Aortic"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000020", "lbl": "Eye"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000021", "lbl": "Lens",
               "meta": {"basicPropertyValues": [
                {"pred": "http://www.geneontology.org/formats/oboInOwl#hasAlternativeId",
                 "val": "HP:0000091"}]}},
              {"id": "http://purl.obolibrary.org/obo/HP_0000031", "lbl": "Heart and lens"},
              {"id": "http://purl.obolibrary.org/obo/HP_0000090", "lbl": "obsolete", "meta":
               {"deprecated": true, "basicPropertyValues": [
                {"pred": "http://purl.obolibrary.org/obo/IAO_0100001", "val":
                 "http://purl.obolibrary.org/obo/HP_0000012"}]}},
              {"id": "http://purl.obolibrary.org/obo/HP_0000092", "lbl": "obsolete",
               "meta": {"deprecated": true}},
              {"id": "http://purl.obolibrary.org/obo/UBERON_0000948", "lbl": "heart"}],
             "edges": [
              %s
             ]}]}
            """
                    .formatted(
                            String.join(
                                    ",\n",
                                    edge(5, 1),
                                    edge(6, 5),
                                    edge(7, 5),
                                    edge(9901, 7),
                                    edge(1417, 5),
                                    edge(1419, 1417),
                                    edge(118, 1),
                                    edge(10, 118),
                                    edge(11, 10),
                                    edge(12, 11),
                                    edge(13, 11),
                                    edge(20, 118),
                                    edge(21, 20),
                                    edge(31, 21),
                                    edge(31, 11)));

    static final String ANNOTATIONS =
            """
            #description: made up
            #version: 2020-02-03
            database_id\tdisease_name\tqualifier\thpo_id\treference\tevidence\tonset\tfrequency\tsex\tmodifier\taspect\tbiocuration
            OMIM:1\tMitral disease\t\tHP:0000012\tr\tPCS\t\t1/2\t\t\tP\tc
            OMIM:1\tMitral disease\t\tHP:0000007\tr\tPCS\t\t\t\t\tI\tc
            OMIM:1\tMitral disease\t\tHP:0000012\tr\tPCS\t\t10%\t\t\tP\tc
            OMIM:2\tAortic disease\t\tHP:0000013\tr\tPCS\t\tHP:0040281\t\t\tP\tc
            OMIM:2\tAortic disease\tNOT\tHP:0000021\tr\tPCS\t\t\t\t\tP\tc
            OMIM:2\tAortic disease\t\tHP:0000006\tr\tPCS\t\t\t\t\tI\tc
            OMIM:3\tLens disease\t\tHP:0000091\tr\tPCS\t\t\t\t\tP\tc
            OMIM:3\tLens disease\t\tHP:0000012\tr\tPCS\t\t0/7\t\t\tP\tc
            OMIM:3\tLens disease\t\tHP:0009901\tr\tPCS\t\t\t\t\tI\tc
            OMIM:4\tEye disease\t\tHP:0000020\tr\tPCS\t\tHP:0040283\t\t\tP\tc
            OMIM:4\tEye disease\t\tHP:0000090\tr\tPCS\t\t1/4\t\t\tP\tc
            OMIM:4\tEye disease\t\tHP:7777777\tr\tPCS\t\t\t\t\tP\tc
            OMIM:4\tEye disease\t\tHP:0001419\tr\tPCS\t\t\t\t\tI\tc
            ORPHA:9\tHeart and lens disease\t\tHP:0000031\tr\tPCS\t\tabout half\t\t\tP\tc
            too\tshort
            """;

    static final String GENES =
            """
            ncbi_gene_id\tgene_symbol\thpo_id\thpo_name\tfrequency\tdisease_id
            11\tAAA\tHP:0000012\tMitral\t1/2\tOMIM:1
            11\tAAA\tHP:0000013\tAortic\t-\tOMIM:2
            12\tBBB\tHP:0000021\tLens\t-\tOMIM:3
            14\tXXX\tHP:0000020\tEye\t-\tOMIM:4
            13\tCCC\tHP:0000013\tAortic\t1/3\tOMIM:777
            99\tNOBODY\tHP:0000013\tAortic\t\tOMIM:2
            """;

    public static final GeneId AAA = new GeneId("HGNC:9000001");
    public static final GeneId BBB = new GeneId("HGNC:9000002");
    public static final GeneId CCC = new GeneId("HGNC:9000003");
    public static final GeneId XXX = new GeneId("HGNC:9000004");

    public static final Map<Integer, GeneId> BY_ENTREZ = Map.of(11, AAA, 12, BBB, 13, CCC, 14, XXX);

    private SyntheticKnowledge() {}

    private static String edge(int child, int parent) {
        return "{\"sub\": \"http://purl.obolibrary.org/obo/HP_%07d\", \"pred\": \"is_a\", \"obj\":"
                        .formatted(child)
                + " \"http://purl.obolibrary.org/obo/HP_%07d\"}".formatted(parent);
    }

    public static PhenotypeSources write(Path folder) throws IOException {
        return new PhenotypeSources(
                Files.writeString(folder.resolve("hp.json"), ONTOLOGY),
                Files.writeString(folder.resolve("phenotype.hpoa"), ANNOTATIONS),
                Files.writeString(folder.resolve("genes_to_phenotype.txt"), GENES));
    }

    static EntrezGenes genes() {
        return entrezId -> Optional.ofNullable(BY_ENTREZ.get(entrezId));
    }
}
