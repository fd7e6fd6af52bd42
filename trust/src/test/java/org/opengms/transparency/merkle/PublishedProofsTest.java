package org.opengms.transparency.merkle;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The 518 proofs that transparency-dev/merkle publishes, most of them spoilt: each is accepted or
/// refused as its file says.
@RealData
class PublishedProofsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource({
        // folder, proofs, accepted
        "inclusion, 98, 6",
        "consistency, 98, 6",
        "subtreeinclusion, 204, 12",
        "subtreeconsistency, 118, 12"
    })
    void areJudgedAsTheirFilesSay(String folder, int proofs, int accepted) throws IOException {
        List<Path> files;
        try (Stream<Path> walk =
                Files.walk(SharedData.file("trust/merkle-rfc6962/testdata/" + folder))) {
            files = walk.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertEquals(proofs, files.size());
        int holding = 0;
        List<String> otherwise = new ArrayList<>();
        for (Path file : files) {
            JsonNode vector = JSON.readTree(Files.readAllBytes(file));
            boolean holds = holds(folder, vector);
            holding += holds ? 1 : 0;
            if (holds == vector.path("wantErr").asBoolean()) {
                otherwise.add(file.toString());
            }
        }
        int found = holding;
        assertAll(
                () -> assertEquals(List.of(), otherwise),
                () -> assertEquals(accepted, found, "accepted"));
    }

    private static boolean holds(String folder, JsonNode v) {
        for (String field : List.of("root", "leafHash", "root1", "root2")) {
            if (v.has(field) && v.path(field).asString().isEmpty()) {
                return false; // nothing at all is no hash
            }
        }
        List<Hash> proof = new ArrayList<>();
        v.path("proof").forEach(hash -> proof.add(hash(hash)));
        return switch (folder) {
            case "inclusion" ->
                    ProofCheck.includes(
                            number(v, "leafIdx"),
                            number(v, "treeSize"),
                            hash(v, "leafHash"),
                            proof,
                            hash(v, "root"));
            case "subtreeinclusion" ->
                    ProofCheck.includesInSubtree(
                            number(v, "leafIdx"),
                            number(v, "start"),
                            number(v, "end"),
                            hash(v, "leafHash"),
                            proof,
                            hash(v, "root"));
            case "consistency" ->
                    ProofCheck.continues(
                            number(v, "size1"),
                            number(v, "size2"),
                            proof,
                            hash(v, "root1"),
                            hash(v, "root2"));
            default ->
                    ProofCheck.containsSubtree(
                            number(v, "start"),
                            number(v, "end"),
                            number(v, "size"),
                            proof,
                            hash(v, "root1"),
                            hash(v, "root2"));
        };
    }

    /// Sizes are unsigned in the files; beyond 2^63 they become negative here.
    private static long number(JsonNode vector, String field) {
        return vector.path(field).bigIntegerValue().longValue();
    }

    private static Hash hash(JsonNode vector, String field) {
        return hash(vector.path(field));
    }

    /// Where it does not matter which hash it is, the files have words instead ("don't care 1").
    private static Hash hash(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.asString());
        return bytes.length == Hash.BYTES ? Hash.of(bytes) : Hash.sha256(bytes);
    }
}
