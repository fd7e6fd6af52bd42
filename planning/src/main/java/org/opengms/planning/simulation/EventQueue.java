package org.opengms.planning.simulation;

import java.util.Arrays;

/// The events to come, earliest first: a 4-ary heap of times and payloads. Equal times are told
/// apart by the payload, whose upper bits count the events.
///
/// What was taken leaves a hole at the root, which the next event added fills: most events bring
/// forth another, and one sift does for both.
final class EventQueue {
    private double[] times = new double[1024];
    private long[] payloads = new long[1024];
    private int size;
    private boolean rootTaken;

    /// Time of the event taken last.
    double now() {
        return times[0];
    }

    /// Takes the earliest event. There must be one.
    long take() {
        if (rootTaken) {
            size--;
            sink(times[size], payloads[size]);
        }
        rootTaken = true;
        return payloads[0];
    }

    void add(double time, long payload) {
        if (rootTaken) {
            rootTaken = false;
            sink(time, payload);
        } else {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                payloads = Arrays.copyOf(payloads, 2 * size);
            }
            rise(time, payload);
        }
    }

    private void rise(double time, long payload) {
        double[] times = this.times;
        long[] payloads = this.payloads;
        int i = size++;
        while (i > 0) {
            int parent = (i - 1) >> 2;
            double above = times[parent];
            if (above < time || (above == time && payloads[parent] < payload)) {
                break;
            }
            times[i] = above;
            payloads[i] = payloads[parent];
            i = parent;
        }
        times[i] = time;
        payloads[i] = payload;
    }

    private void sink(double time, long payload) {
        double[] times = this.times;
        long[] payloads = this.payloads;
        int size = this.size;
        int i = 0;
        while (true) {
            int first = (i << 2) + 1;
            if (first >= size) {
                break;
            }
            int last = Math.min(first + 3, size - 1);
            int least = first;
            double leastTime = times[first];
            for (int c = first + 1; c <= last; c++) {
                double t = times[c];
                if (t < leastTime || (t == leastTime && payloads[c] < payloads[least])) {
                    least = c;
                    leastTime = t;
                }
            }
            if (time < leastTime || (time == leastTime && payload < payloads[least])) {
                break;
            }
            times[i] = leastTime;
            payloads[i] = payloads[least];
            i = least;
        }
        times[i] = time;
        payloads[i] = payload;
    }
}
