package org.opengms.transparency.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.merkle.MerkleTree;
import org.opengms.transparency.merkle.ProofCheck;
import org.opengms.transparency.merkle.ProofMaker;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.verify.InclusionProof;
import org.opengms.transparency.verify.LogVerification;
import org.opengms.transparency.verify.TrustedKeys;

/// Logs that other programs have written.
class PublishedLogsTest {

    @Nested
    @RealData
    class TesserasWholeLog {
        private static final TrustedKeys KEYS =
                new TrustedKeys(
                        List.of(
                                VerifierKey.parse(
                                        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")));

        private final Path folder = SharedData.file("trust/tessera-tlog/testdata/log");

        private Checkpoint checkpoint(int size) throws IOException {
            SignedNote note =
                    SignedNote.parse(Files.readAllBytes(folder.resolve("checkpoint." + size)));
            assertEquals(SignedNote.Signed.TRULY, note.signedBy(KEYS.keys().getFirst()));
            return Checkpoint.parse(note.text());
        }

        @Test
        void isSoundAndContinuesAllItsFifteenCheckpoints() {
            List<Path> checkpoints =
                    IntStream.rangeClosed(1, 15)
                            .filter(size -> Files.exists(folder.resolve("checkpoint." + size)))
                            .mapToObj(size -> folder.resolve("checkpoint." + size))
                            .toList();
            assertEquals(15, checkpoints.size());
            LogVerification.Outcome outcome =
                    new LogVerification(folder, KEYS, checkpoints, (_, _) -> {}).run();
            assertEquals(Optional.empty(), outcome.fault());
            assertEquals(15, outcome.entriesVerified());
        }

        @Test
        void givesTheRootOfEachCheckpointFromItsTiles() throws IOException {
            for (int size = 1; size <= 15; size++) {
                Checkpoint checkpoint = checkpoint(size);
                assertEquals(size, checkpoint.size());
                assertEquals(
                        checkpoint.root(), new TileLog(folder).proofs(size).root(size), "" + size);
            }
        }

        @Test
        void givesProofsThatLeadToItsCheckpoints() throws IOException {
            ProofMaker maker = new TileLog(folder).proofs(15);
            for (int earlier = 1; earlier <= 15; earlier++) {
                assertTrue(
                        ProofCheck.continues(
                                earlier,
                                15,
                                maker.consistency(earlier, 15),
                                checkpoint(earlier).root(),
                                checkpoint(15).root()),
                        earlier + " to 15");
            }
            for (int index = 0; index < 15; index++) {
                InclusionProof proof = InclusionProof.of(new TileLog(folder), index);
                assertEquals(
                        Optional.empty(),
                        InclusionProof.parse(proof.file()).fault(KEYS, Optional.empty()));
            }
        }
    }

    /// Static certificate transparency has the same tiles, and entries of another form beside them.
    @Nested
    @RealData
    class SunlightsTiles {
        private final Path folder = SharedData.file("trust/sunlight/testdata/navigli2025h2");
        private final TileLog log = new TileLog(folder);

        /// What certificate transparency hashes (RFC 6962 §3.4), cut out of the data tiles of
        /// static-ct-api: timestamp, type, certificate (or issuer key and certificate to be
        /// signed), extensions; what follows is not hashed.
        private List<Hash> leaves(String file) throws IOException {
            ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file)));
            List<Hash> leaves = new ArrayList<>();
            while (data.hasRemaining()) {
                int start = data.position();
                data.position(start + Long.BYTES);
                boolean precertificate = data.getShort() == 1;
                skip(data, precertificate ? 32 : 0);
                skip(data, unsigned24(data));
                skip(data, data.getShort() & 0xffff);
                byte[] leaf = new byte[2 + data.position() - start];
                data.get(start, leaf, 2, leaf.length - 2);
                leaves.add(MerkleTree.leaf(leaf));
                skip(data, precertificate ? unsigned24(data) : 0);
                skip(data, data.getShort() & 0xffff);
            }
            return leaves;
        }

        private static int unsigned24(ByteBuffer data) {
            return ((data.get() & 0xff) << 16) | (data.getShort() & 0xffff);
        }

        private static void skip(ByteBuffer data, int bytes) {
            data.position(data.position() + bytes);
        }

        @ParameterizedTest
        @CsvSource({
            "0, 256, tile/data/000",
            "1, 256, tile/data/001",
            "2, 256, tile/data/002",
            "3, 256, tile/data/003",
            "3, 10, tile/data/003.p/10"
        })
        void haveTheHashesOfTheirEntries(long number, int width, String data) throws IOException {
            List<Hash> leaves = leaves(data);
            assertEquals(width, leaves.size());
            assertEquals(leaves, log.hashes(Tile.hashes(0, number, width)));
        }

        @Test
        void stillHaveThePartialTilesThatBecameFull() {
            assertEquals(
                    log.hashes(Tile.hashes(0, 1, 256)).subList(0, 77),
                    log.hashes(Tile.hashes(0, 1, 77)));
        }
    }

    @Nested
    class Paths {
        @ParameterizedTest
        @CsvSource({
            // the example of C2SP tlog-tiles
            "1234067, 256, tile/0/x001/x234/067",
            "1234067, 5, tile/0/x001/x234/067.p/5",
            "0, 256, tile/0/000",
            "999, 1, tile/0/999.p/1",
            "1000, 256, tile/0/x001/000"
        })
        void areThoseOfTheSpecification(long number, int width, String path) {
            assertEquals(path, Tile.hashes(0, number, width).path());
            assertEquals(
                    path.replace("tile/0", "tile/entries"), Tile.entries(number, width).path());
        }

        /// C2SP tlog-tiles: "a tree of size 70,000 will be represented by 273 full level 0 tiles,
        /// one partial level 0 tile of width 112, one full level 1 tile, one partial level 1 tile
        /// of width 17, and one partial level 2 tile of width 1"; "a tree of size 256 will be
        /// represented by a full level 0 tile and a partial level 1 tile of width 1".
        @ParameterizedTest
        @CsvSource({
            "70000, 0, 272, 256",
            "70000, 0, 273, 112",
            "70000, 0, 274, 0",
            "70000, 1, 0, 256",
            "70000, 1, 1, 17",
            "70000, 2, 0, 1",
            "256, 0, 0, 256",
            "256, 1, 0, 1",
            "256, 2, 0, 0"
        })
        void haveTheWidthsOfTheSpecification(long size, int level, long number, int width) {
            assertEquals(width, Tile.width(level, number, size));
        }
    }
}
