package org.opengms.transparency.tiles;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;

/// A tile of hashes or a bundle of entries: 256 wide, or narrower at the right edge.
///
/// ```
/// tile/0/x001/x234/067        level 0, number 1,234,067, full
/// tile/0/x001/x234/067.p/5    the same with 5 hashes
/// tile/entries/000.p/3        the first 3 entries
/// ```
///
/// @param level 0 for leaves; each hash of level l is the root of 256^l leaves; empty for entries
/// @param number from 0, from the left
/// @param width hashes or entries in it, 1 to 256
public record Tile(OptionalInt level, long number, int width) {
    /// How many hashes a full tile has (C2SP tlog-tiles).
    public static final int FULL = 256;

    /// How many levels of the tree a tile has.
    static final int HEIGHT = 8;

    public Tile {
        if (number < 0 || width < 1 || width > FULL || level.orElse(0) < 0 || level.orElse(0) > 7) {
            throw new IllegalArgumentException(
                    "OGMS-7020 There is no tile of level %s, number %d, width %d."
                            .formatted(level, number, width));
        }
    }

    /// A tile of hashes.
    public static Tile hashes(int level, long number, int width) {
        return new Tile(OptionalInt.of(level), number, width);
    }

    /// A bundle of entries.
    public static Tile entries(long number, int width) {
        return new Tile(OptionalInt.empty(), number, width);
    }

    /// How wide tile `number` of a level is in a tree.
    ///
    /// @param size entries of the tree
    /// @return 0 where the tree does not reach
    public static int width(int level, long number, long size) {
        long hashes = size >>> (HEIGHT * level);
        return (int) Math.max(0, Math.min(FULL, hashes - number * FULL));
    }

    /// The tile when it has become full.
    public Tile full() {
        return new Tile(level, number, FULL);
    }

    /// Its path below the folder of the log, with `/`.
    public String path() {
        StringBuilder path = new StringBuilder("tile/");
        path.append(level.isPresent() ? Integer.toString(level.getAsInt()) : "entries");
        path.append(numberPath(number));
        if (width < FULL) {
            path.append(".p/").append(width);
        }
        return path.toString();
    }

    /// A number as three-digit path elements, each but the last with an `x` before it.
    public static String numberPath(long number) {
        String path = String.format(Locale.ROOT, "/%03d", number % 1000);
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path = String.format(Locale.ROOT, "/x%03d", rest % 1000) + path;
        }
        return path;
    }

    /// Its file in the folder of a log.
    public Path in(Path log) {
        return log.resolve(path());
    }
}
