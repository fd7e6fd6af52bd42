package org.opengms.transparency.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;

/// Trees of any entries against the definition of RFC 6962 §2.1, written down here once more as it
/// stands there.
class AnyTreeTest {

    /// MTH of entries, by the definition and with the JDK's digest alone.
    private static byte[] definition(List<byte[]> entries) throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        int n = entries.size();
        if (n == 0) {
            return sha.digest();
        }
        if (n == 1) {
            sha.update((byte) 0);
            return sha.digest(entries.getFirst());
        }
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        byte[] left = definition(entries.subList(0, k));
        byte[] right = definition(entries.subList(k, n));
        sha.update((byte) 1);
        sha.update(left);
        return sha.digest(right);
    }

    private static Hash root(List<byte[]> entries) throws NoSuchAlgorithmException {
        return Hash.of(definition(entries));
    }

    /// Stored subtrees, by the definition.
    private static ProofMaker maker(List<byte[]> entries) {
        return new ProofMaker((level, index) -> {
            int from = Math.toIntExact(index << level);
            try {
                return root(entries.subList(from, from + (1 << level)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<byte[]> entries(RandomGenerator random, int most) {
        List<byte[]> entries = new ArrayList<>();
        int size = random.nextInt(1, most + 1);
        for (int i = 0; i < size; i++) {
            byte[] entry = new byte[random.nextInt(40)];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }

    @Nested
    class Roots {
        /// The roots of the reference implementation's eight entries (RFC 6962's own test data, as
        /// published in certificate-transparency-go).
        @ParameterizedTest
        @CsvSource({
            "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        })
        void areThePublishedOnes(int size, String root) {
            List<String> published =
                    List.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f");
            CompactRange range = new CompactRange();
            for (String entry : published.subList(0, size)) {
                range.add(MerkleTree.leaf(HexFormat.of().parseHex(entry)));
            }
            assertEquals(root, HexFormat.of().formatHex(range.root().bytes()));
            assertEquals(size, range.size());
        }

        @Test
        void growByTheDefinition() {
            Cases.check(
                    60,
                    random -> {
                        List<byte[]> entries = entries(random, 70);
                        CompactRange range = new CompactRange();
                        for (int size = 0; size < entries.size(); size++) {
                            assertEquals(root(entries.subList(0, size)), range.root());
                            range.add(MerkleTree.leaf(entries.get(size)));
                        }
                        assertEquals(root(entries), range.root());
                    });
        }

        @Test
        void growOnFromWhatIsStored() {
            Cases.check(
                    60,
                    random -> {
                        List<byte[]> entries = entries(random, 70);
                        int from = random.nextInt(entries.size() + 1);
                        CompactRange range = maker(entries).range(from);
                        for (byte[] entry : entries.subList(from, entries.size())) {
                            range.add(MerkleTree.leaf(entry));
                        }
                        assertEquals(root(entries), range.root());
                    });
        }
    }

    @Nested
    class Proofs {
        @Test
        void ofEveryEntryVerify() {
            Cases.check(
                    40,
                    random -> {
                        List<byte[]> entries = entries(random, 40);
                        Hash root = root(entries);
                        for (int i = 0; i < entries.size(); i++) {
                            List<Hash> proof = maker(entries).inclusion(i, entries.size());
                            Hash leaf = MerkleTree.leaf(entries.get(i));
                            assertTrue(
                                    ProofCheck.includes(i, entries.size(), leaf, proof, root),
                                    "entry " + i + " of " + entries.size());
                        }
                    });
        }

        @Test
        void betweenAnyTwoSizesVerify() {
            Cases.check(
                    30,
                    random -> {
                        List<byte[]> entries = entries(random, 30);
                        int later = entries.size();
                        for (int earlier = 1; earlier <= later; earlier++) {
                            assertTrue(
                                    ProofCheck.continues(
                                            earlier,
                                            later,
                                            maker(entries).consistency(earlier, later),
                                            root(entries.subList(0, earlier)),
                                            root(entries)),
                                    earlier + " to " + later);
                        }
                    });
        }

        /// One bit, one hash more or less, two hashes the other way round, another place, another
        /// size: whatever is changed, the proof no longer verifies.
        @Test
        void thatWereChangedNeverVerify() {
            Cases.check(
                    400,
                    random -> {
                        List<byte[]> entries = entries(random, 60);
                        int size = entries.size();
                        int index = random.nextInt(size);
                        Hash leaf = MerkleTree.leaf(entries.get(index));
                        Hash root = root(entries);
                        List<Hash> proof = maker(entries).inclusion(index, size);
                        assertFalse(
                                ProofCheck.includes(
                                        index, size, leaf, spoilt(proof, random), root));
                        assertFalse(
                                ProofCheck.includes(
                                        index, size, flipped(leaf, random), proof, root));
                        assertFalse(
                                ProofCheck.includes(
                                        index, size, leaf, proof, flipped(root, random)));
                        assertFalse(ProofCheck.includes(-1, size, leaf, proof, root));
                        assertFalse(ProofCheck.includes(size, size, leaf, proof, root));

                        int earlier = random.nextInt(1, size + 1);
                        Hash before = root(entries.subList(0, earlier));
                        List<Hash> continuing = maker(entries).consistency(earlier, size);
                        assertFalse(
                                ProofCheck.continues(
                                        earlier, size, spoilt(continuing, random), before, root));
                        assertFalse(
                                ProofCheck.continues(
                                        earlier, size, continuing, flipped(before, random), root));
                        assertFalse(
                                ProofCheck.continues(
                                        earlier, size, continuing, before, flipped(root, random)));
                        assertFalse(ProofCheck.continues(size + 1, size, continuing, before, root));
                        assertFalse(ProofCheck.continues(0, size, continuing, before, root));
                    });
        }

        private static Hash flipped(Hash hash, RandomGenerator random) {
            byte[] bytes = hash.bytes();
            bytes[random.nextInt(Hash.BYTES)] ^= (byte) (1 << random.nextInt(8));
            return Hash.of(bytes);
        }

        private static List<Hash> spoilt(List<Hash> proof, RandomGenerator random) {
            List<Hash> other = new ArrayList<>(proof);
            int at = proof.isEmpty() ? 0 : random.nextInt(proof.size());
            switch (proof.isEmpty() ? 0 : random.nextInt(4)) {
                case 0 -> other.add(at, Hash.sha256(new byte[] {(byte) random.nextInt()}));
                case 1 -> other.remove(at);
                case 2 -> other.set(at, flipped(proof.get(at), random));
                default -> other.add(proof.getLast());
            }
            return other;
        }
    }

    @Nested
    class Hashes {
        @ParameterizedTest
        @CsvSource({
            "'' ",
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
            "47DEQpj8HBSa-/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS"
        })
        void areRefusedUnlessWrittenInTheOneWay(String text) {
            IllegalArgumentException refused =
                    org.junit.jupiter.api.Assertions.assertThrows(
                            IllegalArgumentException.class, () -> Hash.parse(text));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7000"));
        }
    }
}
