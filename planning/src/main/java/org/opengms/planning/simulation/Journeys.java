package org.opengms.planning.simulation;

import java.util.Arrays;

/// The journeys in progress, each in a slot that is used again when it ends. What belongs to a slot
/// lies together, eight words a slot, so that an event finds it in one or two lines of the cache: a
/// national service has a hundred thousand journeys in progress, and each event is about another.
final class Journeys {
    /// No slot.
    static final int NONE = -1;

    private static final int FIRST_SLOTS = 1024;
    private static final int SHIFT = 3;

    /// Words of a slot. Hours are the bits of doubles.
    private static final int KEY = 0;

    private static final int STARTED_AT = 1;
    private static final int ENTERED_AT = 2;
    private static final int FLOW_AND_STEP = 3;
    private static final int NEXT_AND_CHILD = 4;
    private static final int RANK = 5;
    private static final int ENTRY = 6;
    private static final int REWORKS = 7;

    private static final long LOWER = 0xFFFF_FFFFL;

    private long[] words = new long[FIRST_SLOTS << SHIFT];

    /// For batches by due date: neighbours in order of entering.
    int[] older = new int[FIRST_SLOTS];

    int[] newer = new int[FIRST_SLOTS];

    private int free = NONE;
    private int used;

    /// Takes a free slot for a journey.
    ///
    /// @param startedAt hour at which it began; negative for a backlog
    /// @param key of its random numbers
    int begin(int flow, double startedAt, long key) {
        int slot = free;
        if (slot != NONE) {
            free = next(slot);
        } else {
            if (used == older.length) {
                words = Arrays.copyOf(words, words.length * 2);
                older = Arrays.copyOf(older, 2 * used);
                newer = Arrays.copyOf(newer, 2 * used);
            }
            slot = used++;
        }
        int at = slot << SHIFT;
        words[at + KEY] = key;
        words[at + STARTED_AT] = Double.doubleToRawLongBits(startedAt);
        words[at + FLOW_AND_STEP] = (long) flow << 32;
        words[at + REWORKS] = 0;
        return slot;
    }

    void release(int slot) {
        words[(slot << SHIFT) + FLOW_AND_STEP] = (long) NONE << 32;
        setNext(slot, free);
        free = slot;
    }

    /// Slots below this number were used.
    int slots() {
        return used;
    }

    /// Flow in which it began; [#NONE] in a free slot.
    int flow(int slot) {
        return (int) (words[(slot << SHIFT) + FLOW_AND_STEP] >> 32);
    }

    /// Index of the compiled step at which it is.
    int step(int slot) {
        return (int) words[(slot << SHIFT) + FLOW_AND_STEP];
    }

    void setStep(int slot, int step) {
        int at = (slot << SHIFT) + FLOW_AND_STEP;
        words[at] = (words[at] & ~LOWER) | step;
    }

    double startedAt(int slot) {
        return Double.longBitsToDouble(words[(slot << SHIFT) + STARTED_AT]);
    }

    /// Hour at which it entered the queue in which it is.
    double enteredAt(int slot) {
        return Double.longBitsToDouble(words[(slot << SHIFT) + ENTERED_AT]);
    }

    void setEnteredAt(int slot, double hour) {
        words[(slot << SHIFT) + ENTERED_AT] = Double.doubleToRawLongBits(hour);
    }

    /// Of its random numbers.
    long key(int slot) {
        return words[(slot << SHIFT) + KEY];
    }

    void setKey(int slot, long key) {
        words[(slot << SHIFT) + KEY] = key;
    }

    /// How often it was sent back, some bits for each step that sends back.
    long reworks(int slot) {
        return words[(slot << SHIFT) + REWORKS];
    }

    void setReworks(int slot, long reworks) {
        words[(slot << SHIFT) + REWORKS] = reworks;
    }

    /// The next in a queue, in a batch or among the free slots.
    int next(int slot) {
        return (int) words[(slot << SHIFT) + NEXT_AND_CHILD];
    }

    void setNext(int slot, int next) {
        int at = (slot << SHIFT) + NEXT_AND_CHILD;
        words[at] = (words[at] & ~LOWER) | (next & LOWER);
    }

    /// The first child in the heap of a queue by due date.
    int child(int slot) {
        return (int) (words[(slot << SHIFT) + NEXT_AND_CHILD] >> 32);
    }

    void setChild(int slot, int child) {
        int at = (slot << SHIFT) + NEXT_AND_CHILD;
        words[at] = (words[at] & LOWER) | ((long) child << 32);
    }

    /// Makes it a queue or heap of its own: nothing behind it, nothing below it.
    void alone(int slot) {
        words[(slot << SHIFT) + NEXT_AND_CHILD] = -1;
    }

    /// Its place in a queue by due date: the least rank first, then the first to enter.
    void setRank(int slot, double rank, long entry) {
        int at = slot << SHIFT;
        words[at + RANK] = Double.doubleToRawLongBits(rank);
        words[at + ENTRY] = entry;
    }

    /// Whether one comes before another in a queue by due date.
    boolean isBefore(int one, int other) {
        double a = Double.longBitsToDouble(words[(one << SHIFT) + RANK]);
        double b = Double.longBitsToDouble(words[(other << SHIFT) + RANK]);
        return a < b || (a == b && words[(one << SHIFT) + ENTRY] < words[(other << SHIFT) + ENTRY]);
    }
}
