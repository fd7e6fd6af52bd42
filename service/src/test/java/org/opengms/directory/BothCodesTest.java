package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.DigitalDirectory.PackageEntry;
import org.opengms.directory.DigitalDirectory.TestEntry;
import org.opengms.directory.DigitalDirectory.Unmatched;

class BothCodesTest {
    private static final TestDirectory DIRECTORY = Directories.BOTH_CODES;

    @Nested
    class ADirectoryWithBothCodes {
        @ParameterizedTest
        @CsvSource({"R901, R901", "TP901, R901", "R902, R902", "TP902, ", "GT12, "})
        void findsAnIndicationByEither(String asked, String found) {
            assertEquals(
                    Optional.ofNullable(found),
                    DIRECTORY.indication(asked).map(ClinicalIndication::code));
        }

        @ParameterizedTest
        @CsvSource({
            "R901.2, R901.2, R901",
            "GT12,   R901.2, R901",
            "R901.1, R901.1, R901",
            "GT90,   R990.1, R990",
            "R990.1, R990.1, R990",
            "GT99,   ,       ",
            "TP901,  ,       "
        })
        void findsATestAndItsIndicationByEither(String asked, String test, String indication) {
            assertEquals(Optional.ofNullable(test), DIRECTORY.test(asked).map(DirectoryTest::code));
            assertEquals(
                    Optional.ofNullable(indication),
                    DIRECTORY.indicationOfTest(asked).map(ClinicalIndication::code));
        }

        @ParameterizedTest
        @CsvSource({
            "R901,  R901.2, R901.2",
            "TP901, R901.2, R901.2",
            "R901,  GT12,   R901.2",
            "TP901, GT12,   R901.2",
            "TP901, GT90,   R990.1",
            "R901,  R990.1, R990.1",
            "R902,  GT90,   ",
            "R902,  R901.2, ",
            "R990,  GT90,   R990.1"
        })
        void offersForAnIndicationItsTestsAndThoseOfItsPackage(
                String indication, String test, String offered) {
            assertEquals(
                    Optional.ofNullable(offered),
                    DIRECTORY
                            .offered(DIRECTORY.indication(indication).orElseThrow(), test)
                            .map(DirectoryTest::code));
        }

        @Test
        void isReadAgainAsItWasWritten() {
            String text = TestDirectoryFile.text(DIRECTORY);
            assertEquals(
                    DIRECTORY,
                    TestDirectoryFile.read(
                            new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                            "again"));
        }
    }

    @Nested
    class TheDigitalDirectory {
        @Test
        void changesNothingElse() {
            ClinicalIndication before = Directories.PLAIN.indication("R901").orElseThrow();
            ClinicalIndication after = DIRECTORY.indication("R901").orElseThrow();
            assertEquals(before, after.with(before.tests(), Optional.empty()));
            assertEquals(before.tests().getFirst(), after.tests().getFirst());
            assertEquals(before.tests().getLast().sheet(), after.tests().getLast().sheet());
        }

        @Test
        void leavesNothingUnmatchedWhereEverythingFits() {
            assertEquals(List.of(), Directories.DIGITAL.onto(Directories.PLAIN).unmatched());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        GT77 | R777.1 | directory 9.1 has no test R777.1
                        GT78 | R901.2 | test R901.2 has a new code already
                        GT12 | R902.1 | it is defined twice; the first counts
                        GT79 |        | it names no old code, so nothing says which test it is
                        """)
        void reportsATestThatFindsNoPlace(String code, String old, String reason) {
            List<TestEntry> tests = new ArrayList<>(Directories.DIGITAL.tests());
            tests.add(
                    new TestEntry(
                            Directories.digital(code, "x"),
                            old == null ? List.of() : List.of(old)));
            DigitalDirectory.Merged merged =
                    new DigitalDirectory(Directories.DIGITAL.packages(), tests, List.of())
                            .onto(Directories.PLAIN);
            assertEquals(List.of(new Unmatched(code, reason)), merged.unmatched());
            assertEquals(DIRECTORY, merged.directory());
        }

        @Test
        void reportsAPackageThatFindsNoPlaceAndATestThatNobodyDefines() {
            DigitalDirectory.Merged merged =
                    new DigitalDirectory(
                                    List.of(
                                            new PackageEntry(
                                                    Directories.digitalPackage("TP7", "x", "GT404"),
                                                    List.of("R777"))),
                                    List.of(),
                                    List.of(new Unmatched("other.json", "it is a Patient")))
                            .onto(Directories.PLAIN);
            assertEquals(
                    List.of(
                            new Unmatched("other.json", "it is a Patient"),
                            new Unmatched("TP7", "directory 9.1 has no indication R777"),
                            new Unmatched(
                                    "GT404",
                                    "package TP7 lists it, but no ActivityDefinition defines it")),
                    merged.unmatched());
            assertEquals(Directories.PLAIN, merged.directory());
        }
    }
}
