package org.opengms.evaluation.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;

/// Orders by the categories of a field. Those without a value are a category for each reason.
final class Grouping {
    /// What smaller categories are called together.
    static final String OTHERS = "(others)";

    private final String field;
    private final int[] codes;
    private final List<String> labels;

    private Grouping(String field, int[] codes, List<String> labels) {
        this.field = field;
        this.codes = codes;
        this.labels = List.copyOf(labels);
    }

    /// All in one.
    static Grouping whole(Orders orders) {
        return new Grouping("", new int[orders.size()], List.of(""));
    }

    /// @param most categories by themselves; the smaller ones of more are put together
    static Grouping of(Orders orders, String name, int most) {
        OrderField<?> field = OrderField.named(name);
        Column column = orders.column(field);
        List<String> categories = orders.categories(field);
        int reasons = Missing.values().length;
        long[] sizes = new long[categories.size() + reasons];
        for (int row = 0; row < orders.size(); row++) {
            sizes[column.at(row) + reasons]++;
        }
        List<Integer> kept = new ArrayList<>();
        for (int i = reasons; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                kept.add(i);
            }
        }
        kept.sort(
                Comparator.comparingLong((Integer i) -> -sizes[i])
                        .thenComparing(i -> categories.get(i - reasons)));
        boolean others = kept.size() > most;
        if (others) {
            kept = new ArrayList<>(kept.subList(0, most));
        }
        if (isOrdered(field)) {
            kept.sort(Comparator.naturalOrder());
        } else {
            kept.sort(Comparator.comparing(i -> categories.get(i - reasons)));
        }
        List<String> labels = new ArrayList<>();
        int[] codeOf = new int[sizes.length];
        java.util.Arrays.fill(codeOf, -1);
        for (int i : kept) {
            codeOf[i] = labels.size();
            labels.add(categories.get(i - reasons));
        }
        if (others) {
            for (int i = reasons; i < sizes.length; i++) {
                codeOf[i] = codeOf[i] < 0 ? labels.size() : codeOf[i];
            }
            labels.add(OTHERS);
        }
        for (Missing reason : Missing.values()) {
            int i = reason.stored() + reasons;
            if (sizes[i] > 0) {
                codeOf[i] = labels.size();
                labels.add(reason.code());
            }
        }
        int[] codes = new int[orders.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codeOf[column.at(row) + reasons];
        }
        return new Grouping(name, codes, labels);
    }

    /// Whether the categories of a field have an order of their own.
    private static boolean isOrdered(OrderField<?> field) {
        return !field.equals(OrderField.INDICATION)
                && !field.equals(OrderField.REGION)
                && !field.equals(OrderField.SITE)
                && !field.equals(OrderField.LABORATORY);
    }

    /// Groups by several fields at once.
    static Grouping together(List<Grouping> groupings, Orders orders) {
        Grouping all = whole(orders);
        for (Grouping one : groupings) {
            int[] codes = new int[orders.size()];
            List<String> labels = new ArrayList<>();
            for (String a : all.labels) {
                for (String b : one.labels) {
                    labels.add(a.isEmpty() ? b : a + " / " + b);
                }
            }
            for (int row = 0; row < codes.length; row++) {
                codes[row] = all.codes[row] * one.labels.size() + one.codes[row];
            }
            all = new Grouping(all.field + "/" + one.field, codes, labels);
        }
        return all;
    }

    String field() {
        return field;
    }

    List<String> labels() {
        return labels;
    }

    int at(int row) {
        return codes[row];
    }
}
