package org.opengms.phenotype;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// The published case reports of the development split, read in place.
public final class PublishedCases {
    private PublishedCases() {}

    /// @param observed features seen in the patient
    /// @param diseases what the authors diagnosed
    /// @param geneIds HGNC identifiers of the genes they found
    record Case(
            String id, List<HpoId> observed, TreeSet<String> diseases, TreeSet<String> geneIds) {}

    static List<Case> all() throws IOException {
        List<Case> cases = new ArrayList<>();
        forEach(document -> cases.add(read(document)));
        return cases;
    }

    /// Hands over every phenopacket of the archive, in its order.
    public static void forEach(Consumer<JsonNode> consumer, String... members) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        "tar",
                        "-xJOf",
                        SharedData.file("split/phenopackets-dev.tar.xz").toString(),
                        "--wildcards"));
        command.addAll(members.length == 0 ? List.of("*.json") : List.of(members));
        Process tar =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (InputStream in = new BufferedInputStream(tar.getInputStream(), 1 << 20);
                MappingIterator<JsonNode> documents =
                        JsonMapper.shared().readerFor(JsonNode.class).readValues(in)) {
            while (documents.hasNext()) {
                consumer.accept(documents.next());
            }
        }
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar failed with status " + tar.exitValue());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading the archive", interrupted);
        }
    }

    private static Case read(JsonNode document) {
        List<HpoId> observed = new ArrayList<>();
        for (JsonNode feature : document.path("phenotypicFeatures")) {
            if (!feature.path("excluded").asBoolean(false)) {
                observed.add(HpoId.parse(feature.path("type").path("id").asString("")));
            }
        }
        TreeSet<String> diseases = new TreeSet<>();
        TreeSet<String> genes = new TreeSet<>();
        for (JsonNode interpretation : document.path("interpretations")) {
            JsonNode diagnosis = interpretation.path("diagnosis");
            diseases.add(diagnosis.path("disease").path("id").asString(""));
            for (JsonNode genomic : diagnosis.path("genomicInterpretations")) {
                String gene =
                        genomic.path("variantInterpretation")
                                .path("variationDescriptor")
                                .path("geneContext")
                                .path("valueId")
                                .asString("");
                if (!gene.isEmpty()) {
                    genes.add(gene);
                }
            }
        }
        return new Case(document.path("id").asString(""), observed, diseases, genes);
    }
}
