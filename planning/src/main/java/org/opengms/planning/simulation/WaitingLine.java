package org.opengms.planning.simulation;

import java.util.Arrays;

/// The queue of one station: linked lists by class, or a pairing heap by due date (Fredman and
/// others 1986, doi:10.1007/BF01840439). Links lie in the journeys' slots.
final class WaitingLine {
    private static final int NONE = Journeys.NONE;

    private final Journeys journeys;

    /// Queues by class: first and last of each, and a bit for each class that is not empty.
    private final int[] first = new int[Flow.PRIORITIES];

    private final int[] last = new int[Flow.PRIORITIES];
    private int classes;

    /// Queues by due date.
    private final boolean byDueDate;

    private final double[] headStartHours = new double[Flow.PRIORITIES];
    private int root = NONE;
    private long entries;

    /// Batches by due date: all in order of entering.
    private final boolean keepsOldest;

    private int oldest = NONE;
    private int newest = NONE;

    /// @param asksForOldest whether [#oldestEnteredAt] will be asked for
    WaitingLine(Journeys journeys, QueueOrder order, boolean asksForOldest) {
        this.journeys = journeys;
        switch (order) {
            case QueueOrder.ByPriority() -> byDueDate = false;
            case QueueOrder.ByDueDate(var hours) -> {
                byDueDate = true;
                for (int i = 0; i < hours.size(); i++) {
                    headStartHours[i] = hours.get(i);
                }
            }
        }
        keepsOldest = byDueDate && asksForOldest;
        Arrays.fill(first, NONE);
        Arrays.fill(last, NONE);
    }

    void add(int slot, int priority, double targetHours) {
        if (byDueDate) {
            journeys.setRank(
                    slot,
                    journeys.startedAt(slot) + targetHours - headStartHours[priority],
                    entries++);
            journeys.alone(slot);
            root = root == NONE ? slot : joined(root, slot);
            if (keepsOldest) {
                journeys.older[slot] = newest;
                journeys.newer[slot] = NONE;
                if (newest == NONE) {
                    oldest = slot;
                } else {
                    journeys.newer[newest] = slot;
                }
                newest = slot;
            }
        } else {
            journeys.alone(slot);
            if ((classes & (1 << priority)) == 0) {
                classes |= 1 << priority;
                first[priority] = slot;
            } else {
                journeys.setNext(last[priority], slot);
            }
            last[priority] = slot;
        }
    }

    /// Who is next; there must be one.
    int peek() {
        return byDueDate ? root : first[Integer.numberOfTrailingZeros(classes)];
    }

    /// Takes who is next; there must be one.
    int take() {
        if (byDueDate) {
            return takeByDueDate();
        }
        int priority = Integer.numberOfTrailingZeros(classes);
        int slot = first[priority];
        int behind = journeys.next(slot);
        first[priority] = behind;
        if (behind == NONE) {
            classes &= ~(1 << priority);
        }
        return slot;
    }

    /// When the one who waits longest entered; infinite if none waits.
    double oldestEnteredAt() {
        if (byDueDate) {
            return oldest == NONE ? Double.POSITIVE_INFINITY : journeys.enteredAt(oldest);
        }
        double hour = Double.POSITIVE_INFINITY;
        for (int left = classes; left != 0; left &= left - 1) {
            int slot = first[Integer.numberOfTrailingZeros(left)];
            hour = Math.min(hour, journeys.enteredAt(slot));
        }
        return hour;
    }

    private int takeByDueDate() {
        int slot = root;
        root = mergedPairs(journeys.child(slot));
        if (keepsOldest) {
            int older = journeys.older[slot];
            int newer = journeys.newer[slot];
            if (older == NONE) {
                oldest = newer;
            } else {
                journeys.newer[older] = newer;
            }
            if (newer == NONE) {
                newest = older;
            } else {
                journeys.older[newer] = older;
            }
        }
        return slot;
    }

    private int joined(int a, int b) {
        int top = journeys.isBefore(a, b) ? a : b;
        int below = top == a ? b : a;
        journeys.setNext(below, journeys.child(top));
        journeys.setChild(top, below);
        return top;
    }

    /// Pairs neighbours from left to right, then joins the pairs from right to left.
    private int mergedPairs(int firstChild) {
        int pairs = NONE;
        int rest = firstChild;
        while (rest != NONE) {
            int a = rest;
            int b = journeys.next(a);
            rest = b == NONE ? NONE : journeys.next(b);
            int pair = b == NONE ? a : joined(a, b);
            journeys.setNext(pair, pairs);
            pairs = pair;
        }
        int top = NONE;
        while (pairs != NONE) {
            int pair = pairs;
            pairs = journeys.next(pair);
            top = top == NONE ? pair : joined(top, pair);
        }
        if (top != NONE) {
            journeys.setNext(top, NONE);
        }
        return top;
    }
}
