package org.opengms.planning.trial;

import java.util.Arrays;

/// Requests to which something happens on a day.
final class DayLists {
    private final int[][] requests;
    private final int[] sizes;

    DayLists(int days) {
        requests = new int[days][];
        sizes = new int[days];
    }

    /// Notes a request for a day; what happens after the last day is not noted.
    void add(int day, int request) {
        if (day >= requests.length) {
            return;
        }
        int size = sizes[day];
        int[] list = requests[day];
        if (list == null) {
            list = new int[16];
        } else if (size == list.length) {
            list = Arrays.copyOf(list, 2 * size);
        }
        list[size] = request;
        requests[day] = list;
        sizes[day] = size + 1;
    }

    int size(int day) {
        return sizes[day];
    }

    int request(int day, int index) {
        return requests[day][index];
    }
}
