package org.opengms.planning.simulation;

import java.util.Arrays;

/// The journeys in progress, each in a slot of these arrays that is used again when it ends.
final class Journeys {
    /// No slot.
    static final int NONE = -1;

    private static final int FIRST_SLOTS = 1024;

    /// Hour at which the journey began; negative for a backlog.
    double[] startedAt = new double[FIRST_SLOTS];

    /// Hour at which it entered the queue in which it is.
    double[] enteredAt = new double[FIRST_SLOTS];

    /// Flow in which it began; [#NONE] in a free slot.
    int[] flow = new int[FIRST_SLOTS];

    /// Index of the compiled step at which it is.
    int[] step = new int[FIRST_SLOTS];

    /// Of its random numbers.
    long[] key = new long[FIRST_SLOTS];

    /// How often it was sent back, six bits for each step that sends back.
    long[] reworks = new long[FIRST_SLOTS];

    /// The next in a queue, in a batch or among the free slots.
    int[] next = new int[FIRST_SLOTS];

    /// For queues by due date: rank, order of entering, and the first child in the heap.
    double[] rank = new double[FIRST_SLOTS];

    long[] entry = new long[FIRST_SLOTS];
    int[] child = new int[FIRST_SLOTS];

    /// For batches by due date: neighbours in order of entering.
    int[] older = new int[FIRST_SLOTS];

    int[] newer = new int[FIRST_SLOTS];

    private int free = NONE;
    private int used;

    private void resize(int slots) {
        startedAt = Arrays.copyOf(startedAt, slots);
        enteredAt = Arrays.copyOf(enteredAt, slots);
        flow = Arrays.copyOf(flow, slots);
        step = Arrays.copyOf(step, slots);
        key = Arrays.copyOf(key, slots);
        reworks = Arrays.copyOf(reworks, slots);
        next = Arrays.copyOf(next, slots);
        rank = Arrays.copyOf(rank, slots);
        entry = Arrays.copyOf(entry, slots);
        child = Arrays.copyOf(child, slots);
        older = Arrays.copyOf(older, slots);
        newer = Arrays.copyOf(newer, slots);
    }

    int allocate() {
        int slot = free;
        if (slot != NONE) {
            free = next[slot];
        } else {
            if (used == flow.length) {
                resize(2 * used);
            }
            slot = used++;
        }
        reworks[slot] = 0;
        return slot;
    }

    void release(int slot) {
        flow[slot] = NONE;
        next[slot] = free;
        free = slot;
    }

    /// Slots below this number were used.
    int slots() {
        return used;
    }
}
