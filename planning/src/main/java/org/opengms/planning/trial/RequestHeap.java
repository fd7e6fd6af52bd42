package org.opengms.planning.trial;

import java.util.Arrays;

/// Requests waiting for a stage, those with precedence first, then the lowest number: numbers
/// follow arrivals and every request has as many days, so without precedence this is earliest
/// deadline first.
final class RequestHeap {
    private static final int WITHOUT_PRECEDENCE = 1 << 30;

    private int[] items = new int[64];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int first() {
        return items[0] & ~WITHOUT_PRECEDENCE;
    }

    /// In no particular order.
    int item(int index) {
        return items[index] & ~WITHOUT_PRECEDENCE;
    }

    void addFirst(int request) {
        insert(request);
    }

    void add(int request) {
        insert(request | WITHOUT_PRECEDENCE);
    }

    private void insert(int request) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >> 1;
            if (items[parent] <= request) {
                break;
            }
            items[at] = items[parent];
            at = parent;
        }
        items[at] = request;
    }

    int removeFirst() {
        int first = first();
        int last = items[--size];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && items[child + 1] < items[child]) {
                child++;
            }
            if (items[child] >= last) {
                break;
            }
            items[at] = items[child];
            at = child;
        }
        items[at] = last;
        return first;
    }
}
