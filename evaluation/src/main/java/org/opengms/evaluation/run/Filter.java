package org.opengms.evaluation.run;

import java.util.ArrayList;
import java.util.List;
import org.opengms.evaluation.protocol.Population;
import org.opengms.evaluation.protocol.Rule;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;

/// Who belongs to a population.
final class Filter {
    private final List<Test> tests = new ArrayList<>();

    private static final class Test {
        private final Column column;
        private final boolean[] in;

        Test(Column column, boolean[] in) {
            this.column = column;
            this.in = in;
        }
    }

    Filter(Population population, Orders orders) {
        int reasons = Missing.values().length;
        for (Rule rule : population.rules()) {
            OrderField<?> field = OrderField.named(rule.field());
            List<String> categories = orders.categories(field);
            boolean[] in = new boolean[categories.size() + reasons];
            for (int i = 0; i < categories.size(); i++) {
                in[i + reasons] = rule.in().contains(categories.get(i));
            }
            for (Missing reason : Missing.values()) {
                in[reason.stored() + reasons] = rule.in().contains(reason.code());
            }
            tests.add(new Test(orders.column(field), in));
        }
    }

    boolean holds(int row) {
        int reasons = Missing.values().length;
        for (Test test : tests) {
            if (!test.in[test.column.at(row) + reasons]) {
                return false;
            }
        }
        return true;
    }
}
