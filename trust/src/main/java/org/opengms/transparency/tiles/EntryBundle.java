package org.opengms.transparency.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Entries one behind the other, each with its length before it in two bytes, big-endian.
public final class EntryBundle {
    /// The longest entry, in bytes.
    public static final int MOST_BYTES = 0xffff;

    private EntryBundle() {}

    /// The bytes of a bundle.
    public static byte[] write(List<byte[]> entries) {
        int length = entries.stream().mapToInt(entry -> 2 + entry.length).sum();
        byte[] bundle = new byte[length];
        int at = 0;
        for (byte[] entry : entries) {
            if (entry.length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "OGMS-7021 An entry has %d bytes. A log takes at most %d."
                                .formatted(entry.length, MOST_BYTES));
            }
            bundle[at] = (byte) (entry.length >>> 8);
            bundle[at + 1] = (byte) entry.length;
            System.arraycopy(entry, 0, bundle, at + 2, entry.length);
            at += 2 + entry.length;
        }
        return bundle;
    }

    /// The entries of a bundle, as far as they are whole.
    ///
    /// @param bundle its bytes
    public static Read read(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (at + 2 <= bundle.length) {
            int length = ((bundle[at] & 0xff) << 8) | (bundle[at + 1] & 0xff);
            if (at + 2 + length > bundle.length) {
                break;
            }
            entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
            at += 2 + length;
        }
        return new Read(entries, bundle.length - at);
    }

    /// What a bundle holds.
    ///
    /// @param entries that are whole
    /// @param bytesLeft behind them, of which no entry could be made; 0 in a sound bundle
    public record Read(List<byte[]> entries, int bytesLeft) {
        public Read {
            entries = List.copyOf(entries);
        }
    }
}
