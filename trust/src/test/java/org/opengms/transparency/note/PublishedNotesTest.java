package org.opengms.transparency.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

/// Notes and checkpoints that others have made and published.
class PublishedNotesTest {

    /// The example of C2SP signed-note.
    @Nested
    class TheExampleOfTheSpecification {
        private static final String NOTE =
                """
                Ognuno sta solo sul cuor della terra
                trafitto da un raggio di sole:

                ed è subito sera.

                — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
                """;

        @Test
        void keepsEmptyLinesInItsText() {
            SignedNote note = SignedNote.parse(NOTE);
            assertTrue(note.text().endsWith("\n\ned è subito sera.\n"));
            assertEquals(1, note.signatures().size());
            assertEquals(
                    new KeyName("quasimodo.example/salvatore"),
                    note.signatures().getFirst().name());
            assertEquals(0x367ba04b, note.signatures().getFirst().keyId());
            assertEquals(NOTE, note.toString());
        }
    }

    @Nested
    @RealData
    class OfSigstore {
        private static final String FOLDER =
                "trust/sigstore-java/sigstore-java/src/test/resources/dev/sigstore/samples/checkpoints/";

        @ParameterizedTest
        @CsvSource({"valid.txt, 1", "valid_multi_sig.txt, 2"})
        void areRead(String file, int signatures) throws IOException {
            SignedNote note = SignedNote.parse(Files.readAllBytes(SharedData.file(FOLDER + file)));
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            assertEquals(signatures, note.signatures().size());
            assertEquals(37_795_272, checkpoint.size());
            assertEquals("rekor.sigstore.dev - 2605736670972794746", checkpoint.origin().value());
            assertEquals(
                    "60ll7idWI1jYRZzxc+jKflYoW+4jWxgZaGR15ASsWt4=", checkpoint.root().toString());
            assertEquals(
                    java.util.List.of("Timestamp: 1697034484441201852"), checkpoint.extensions());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "header_body_separator | no empty line",
                    "header_count | at least three lines",
                    "no_newline_after_signature | does not end with a newline",
                    "no_signatures | no signature",
                    "not_a_number | 'abcdefg' is no size",
                    "signature_format_invalid | em dash",
                    "signature_length_insufficient | only 4 bytes"
                })
        void areRefusedForTheReasonInTheirName(String name, String reason) throws IOException {
            byte[] file = Files.readAllBytes(SharedData.file(FOLDER + "error_" + name + ".txt"));
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Checkpoint.parse(SignedNote.parse(file).text()));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains(reason),
                    String.valueOf(refused.getMessage()));
        }
    }

    /// Witnesses of others, whose cosignatures have a time: 2025-12-31T00:00:00Z.
    @Nested
    @RealData
    class OfSunlightsWitnesses {
        @ParameterizedTest
        @CsvSource({
            "witness/000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706,"
                    + " witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN",
            "witness2/88ad7a28caeb0b2aa890fdf0304c2fcaf59fca2ee140134ff8c1300bac493482,"
                    + " witness2.example.org+2e55b896+BIZ7fpceQWd60IfqQeS9IAnmNOCZjMDne8lZuguz/bi9"
        })
        void verifyWithTheKeysTheyPublish(String folder, String key) throws IOException {
            VerifierKey witness = VerifierKey.parse(key);
            byte[] file =
                    Files.readAllBytes(
                            SharedData.file(
                                    "trust/sunlight/cmd/skylight/testdata/"
                                            + folder
                                            + "/checkpoint"));
            SignedNote note = SignedNote.parse(file);
            assertEquals(KeyKind.WITNESS, witness.kind());
            assertEquals(key.strip(), witness.toString());
            assertEquals(SignedNote.Signed.TRULY, note.signedBy(witness));
            SignedNote other = new SignedNote(note.text().replace("300", "301"), note.signatures());
            assertEquals(SignedNote.Signed.FALSELY, other.signedBy(witness));
        }
    }

    @Nested
    class Keys {
        /// RFC 8032 §7.1, tests 1 to 3: secret key, public key.
        @ParameterizedTest
        @CsvSource({
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
        })
        void haveThePublicKeyOfTheStandard(String secret, String published) {
            assertEquals(
                    published,
                    HexFormat.of().formatHex(Ed25519.publicOf(HexFormat.of().parseHex(secret))));
        }

        /// Published in C2SP signed-note.
        @Test
        void areWrittenAsTheyAreRead() {
            String published =
                    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
            assertEquals(published, VerifierKey.parse(published).toString());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "example.com/log/testdata+33d7b497+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
                    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkk",
                    "example.com/log/testdata+33d7b496",
                    "other.example+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
                    "example.com/log/testdata+33d7b496+AuHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
                    "with space+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
                })
        void areRefusedWhenTheyWereNotCopiedWhole(String key) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> VerifierKey.parse(key));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-701"));
        }
    }
}
