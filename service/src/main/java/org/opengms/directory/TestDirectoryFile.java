package org.opengms.directory;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.opengms.datafile.DataFile;

/// One version of the test directory as a JSON file: the components of [TestDirectory] by name,
/// dates as `2026-04-01`, absent values left out.
public final class TestDirectoryFile {
    private static final DataFile<TestDirectory> FORM =
            new DataFile<>(
                    TestDirectory.class,
                    "a test directory",
                    "OGMS-2210",
                    TestDirectoryFile::checked);

    private TestDirectoryFile() {}

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException if it is no test directory, or a code stands in it twice;
    ///   names the file, the field and the reason
    /// @throws java.io.UncheckedIOException if it cannot be read
    public static TestDirectory read(Path file) {
        return FORM.read(file);
    }

    /// Reads a stream.
    ///
    /// @param in not closed
    /// @param name what to call it in messages
    /// @throws IllegalArgumentException as for a file
    public static TestDirectory read(InputStream in, String name) {
        return FORM.read(in, name);
    }

    /// Writes a file; the same directory always gives the same bytes.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public static void write(TestDirectory directory, Path file) {
        FORM.write(directory, file);
    }

    /// The directory as JSON text.
    public static String text(TestDirectory directory) {
        return FORM.text(directory);
    }

    private static TestDirectory checked(TestDirectory directory) {
        Set<String> codes = new HashSet<>();
        for (ClinicalIndication indication : directory.indications()) {
            unique(codes, indication.code());
            indication.digital().ifPresent(d -> unique(codes, d.code()));
            for (DirectoryTest test : indication.tests()) {
                unique(codes, test.code());
                test.digital().ifPresent(d -> unique(codes, d.code()));
                if (!isNumberedUnder(indication, test)) {
                    throw new IllegalArgumentException(
                            "test %s stands under indication %s. A test's code begins with its indication's."
                                    .formatted(test.code(), indication.code()));
                }
            }
        }
        return directory;
    }

    /// An old test code begins with its indication's; a new one (`GT46`) says nothing of it.
    private static boolean isNumberedUnder(ClinicalIndication indication, DirectoryTest test) {
        return test.code().startsWith(indication.code() + ".")
                || test.code().matches(DigitalTest.CODE_SHAPE);
    }

    private static void unique(Set<String> codes, String code) {
        if (!codes.add(code)) {
            throw new IllegalArgumentException(
                    "code %s stands in it twice. Remove one of the two.".formatted(code));
        }
    }
}
