package org.opengms.planning.simulation;

import java.util.Arrays;

/// The events to come, earliest first: a 4-ary heap of times and payloads. Equal times are told
/// apart by the payload, whose upper bits count the events.
///
/// What was taken leaves a hole at the root, which the next event added fills: most events bring
/// forth another, and one sift does for both. The heap itself is ordered by time alone, so that the
/// least of four children is found without a branch (the bits of doubles from 0 on are in the order
/// of the doubles); events of equal time lie together below the root when their time comes, and
/// there the one with the least payload is sought.
final class EventQueue {
    /// Bits of the times, which are 0 or more.
    private long[] times = new long[1024];

    private long[] payloads = new long[1024];
    private int size;
    private boolean rootTaken;

    /// Time of the event taken last.
    double now() {
        return Double.longBitsToDouble(times[0]);
    }

    /// Takes the earliest event. There must be one.
    long take() {
        if (rootTaken) {
            size--;
            sink(times[size], payloads[size]);
        }
        rootTaken = true;
        long time = times[0];
        int end = Math.min(size, 5);
        for (int child = 1; child < end; child++) {
            if (times[child] == time) {
                leastPayloadToRoot(time);
                break;
            }
        }
        return payloads[0];
    }

    private void leastPayloadToRoot(long time) {
        int least = leastPayload(0, time);
        long payload = payloads[least];
        payloads[least] = payloads[0];
        payloads[0] = payload;
    }

    /// Where below `top`, itself of that time, the event of that time with the least payload is.
    private int leastPayload(int top, long time) {
        int least = top;
        int first = (top << 2) + 1;
        for (int child = first; child < Math.min(size, first + 4); child++) {
            if (times[child] == time) {
                int below = leastPayload(child, time);
                least = payloads[below] < payloads[least] ? below : least;
            }
        }
        return least;
    }

    /// @param time 0 or more
    void add(double time, long payload) {
        long bits = Double.doubleToRawLongBits(time);
        if (rootTaken) {
            rootTaken = false;
            sink(bits, payload);
        } else {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                payloads = Arrays.copyOf(payloads, 2 * size);
            }
            rise(bits, payload);
        }
    }

    private void rise(long time, long payload) {
        long[] times = this.times;
        long[] payloads = this.payloads;
        int i = size++;
        while (i > 0) {
            int parent = (i - 1) >> 2;
            long above = times[parent];
            if (above <= time) {
                break;
            }
            times[i] = above;
            payloads[i] = payloads[parent];
            i = parent;
        }
        times[i] = time;
        payloads[i] = payload;
    }

    private void sink(long time, long payload) {
        long[] times = this.times;
        long[] payloads = this.payloads;
        int size = this.size;
        int i = 0;
        int first = 1;
        while (first + 3 < size) {
            long a = times[first];
            long b = times[first + 1];
            long c = times[first + 2];
            long d = times[first + 3];
            // The sign of a difference says which is less, and masks what to add.
            long ba = (b - a) >> 63;
            long dc = (d - c) >> 63;
            long ab = a + ((b - a) & ba);
            long cd = c + ((d - c) & dc);
            long right = (cd - ab) >> 63;
            long leastTime = ab + ((cd - ab) & right);
            if (time <= leastTime) {
                times[i] = time;
                payloads[i] = payload;
                return;
            }
            int least = first + (int) ((-ba & ~right) | ((2 - dc) & right));
            times[i] = leastTime;
            payloads[i] = payloads[least];
            i = least;
            first = (i << 2) + 1;
        }
        if (first < size) {
            int least = first;
            for (int child = first + 1; child < size; child++) {
                least = times[child] < times[least] ? child : least;
            }
            if (times[least] < time) {
                times[i] = times[least];
                payloads[i] = payloads[least];
                i = least;
            }
        }
        times[i] = time;
        payloads[i] = payload;
    }
}
