package org.opengms.evaluation.deprivation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.opengms.evaluation.deprivation.Deprivation.Reason;
import org.opengms.evaluation.imports.TableRows;

/// The decile of deprivation of every postcode: an index, and a directory that says in which small
/// area each postcode lies. Columns of the directory are those of the ONS Postcode Directory and of
/// the National Statistics Postcode Lookup: `pcds`, `doterm`, and `lsoa11` or `lsoa21`, whichever
/// the index speaks of; columns that are called `lsoa11cd` or `lsoa21cd` are taken too.
///
/// One long a postcode, sorted: 2.6 million take 21 MB.
///
/// ```
/// bit 63 ........ 21 │ 20 .... 1 │ 0
///      postcode      │   area    │ whether it is terminated
/// ```
public final class PostcodeDeprivation {
    private static final int AREA_BITS = 20;
    private static final int KEY_SHIFT = AREA_BITS + 1;
    private static final long AREA_MASK = (1L << AREA_BITS) - 1;

    /// What stands for an area that is not one of England.
    private static final long ELSEWHERE = AREA_MASK;

    /// What stands for an area of England that is not told; no index knows it.
    private static final long NOT_TOLD = 999_999;

    private static final Pattern OTHER_COUNTRY =
            Pattern.compile("[LMNSW][0-9]{8}|[0-9]{2}[A-Z]{2}[0-9]{2}[A-Z][0-9]");

    private final DeprivationIndex index;
    private final long[] packed;
    private final Intake intake;

    /// What was read.
    ///
    /// @param rows of the directory
    /// @param postcodes taken
    /// @param terminated of them no longer in use
    /// @param elsewhere of them outside England
    /// @param refused rows without the form of a postcode, or of an area, or at odds with another
    ///   row
    /// @param firstRefusedLine of the file; 0 if none was
    public record Intake(
            long rows,
            int postcodes,
            int terminated,
            int elsewhere,
            long refused,
            long firstRefusedLine) {}

    private PostcodeDeprivation(DeprivationIndex index, long[] packed, Intake intake) {
        this.index = index;
        this.packed = packed;
        this.intake = intake;
    }

    /// Reads a directory row by row. A row that cannot be taken is counted and left out: its
    /// postcode is then not known. Of two rows of one postcode that say different areas both are
    /// left out.
    ///
    /// @param directory of postcodes
    /// @param index of deprivation
    /// @throws IllegalArgumentException OGMS-9120 if a column is missing; OGMS-9142 if no row could
    ///   be taken
    public static PostcodeDeprivation load(TableRows directory, DeprivationIndex index) {
        int postcode = directory.column("pcds");
        int terminated = directory.column("doterm");
        String area = index.areas().directoryColumn();
        int where = directory.find(area).orElseGet(() -> directory.column(area + "cd"));
        long[] packed = new long[1 << 16];
        int size = 0;
        long rows = 0;
        long refused = 0;
        long firstRefused = 0;
        while (directory.next()) {
            rows++;
            Optional<Postcode> read = Postcode.find(directory.field(postcode));
            String ended = directory.field(terminated);
            long code = areaOrElsewhere(directory.field(where));
            if (read.isEmpty() || code < 0 || !ended.matches("|[12][0-9]{5}")) {
                firstRefused = refused++ == 0 ? directory.line() : firstRefused;
                continue;
            }
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, size + (size >> 1));
            }
            packed[size++] = read.get().key() << KEY_SHIFT | code << 1 | (ended.isEmpty() ? 0 : 1);
        }
        packed = Arrays.copyOf(packed, size);
        Arrays.sort(packed);
        int kept = 0;
        int over = 0;
        int elsewhere = 0;
        for (int i = 0; i < size; ) {
            int next = i + 1;
            while (next < size && packed[next] >> KEY_SHIFT == packed[i] >> KEY_SHIFT) {
                next++;
            }
            if (packed[next - 1] >> 1 == packed[i] >> 1) {
                // Equal but for the last bit: the row that says that it is in use comes first.
                packed[kept++] = packed[i];
                over += (int) (packed[i] & 1);
                elsewhere += (packed[i] >> 1 & AREA_MASK) == ELSEWHERE ? 1 : 0;
            } else {
                refused += next - i;
            }
            i = next;
        }
        if (kept == 0) {
            throw new IllegalArgumentException(
                    "OGMS-9142 No row of the %,d of the directory %s could be taken. Check that it is the right file."
                            .formatted(rows, directory.name()));
        }
        return new PostcodeDeprivation(
                index,
                Arrays.copyOf(packed, kept),
                new Intake(rows, kept, over, elsewhere, refused, firstRefused));
    }

    /// The area of England; that it is elsewhere, or not told; −1 for what is no code.
    private static long areaOrElsewhere(String code) {
        int area = DeprivationIndex.area(code);
        if (area >= 0) {
            return area;
        }
        if (code.equals("E99999999") || code.isEmpty()) {
            return NOT_TOLD;
        }
        return OTHER_COUNTRY.matcher(code).matches() ? ELSEWHERE : -1;
    }

    /// Bytes that the postcodes take.
    long bytes() {
        return (long) packed.length * Long.BYTES;
    }

    /// What was read.
    public Intake intake() {
        return intake;
    }

    /// Which index it tells of.
    public DeprivationIndex index() {
        return index;
    }

    /// How deprived the area of a postcode is.
    ///
    /// @param text as it was written down; blank if it was not
    public Deprivation find(String text) {
        if (text.isBlank()) {
            return unknown(Reason.NO_POSTCODE);
        }
        if (text.strip().toUpperCase(Locale.ROOT).startsWith("ZZ99")) {
            return unknown(Reason.NO_ADDRESS);
        }
        return Postcode.find(text).map(this::find).orElseGet(() -> unknown(Reason.NOT_A_POSTCODE));
    }

    /// How deprived the area of a postcode is.
    public Deprivation find(Postcode postcode) {
        long least = postcode.key() << KEY_SHIFT;
        int at = Arrays.binarySearch(packed, least);
        at = at < 0 ? -at - 1 : at;
        if (at == packed.length || packed[at] >> KEY_SHIFT != postcode.key()) {
            return unknown(Reason.NOT_IN_DIRECTORY);
        }
        if ((packed[at] & 1) == 1) {
            return unknown(Reason.TERMINATED);
        }
        long area = packed[at] >> 1 & AREA_MASK;
        if (area == ELSEWHERE) {
            return unknown(Reason.OTHER_COUNTRY);
        }
        OptionalInt decile = index.find((int) area);
        return decile.isEmpty()
                ? unknown(Reason.AREA_NOT_IN_INDEX)
                : new Deprivation.Decile(decile.getAsInt(), index.name());
    }

    private static Deprivation unknown(Reason reason) {
        return new Deprivation.Unknown(reason);
    }
}
