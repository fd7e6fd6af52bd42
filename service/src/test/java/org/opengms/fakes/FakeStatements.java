package org.opengms.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Statement;
import org.opengms.infrastructure.StatementStore;

/// Statements in memory.
public final class FakeStatements implements StatementStore {
    public final List<Statement> all = new ArrayList<>();

    @Override
    public void add(List<Statement> statements) {
        all.addAll(statements);
    }

    @Override
    public List<Statement> holding(Instant at) {
        record About(OdsCode subject, String topic) {}
        Map<About, Statement> holding = new LinkedHashMap<>();
        all.stream()
                .filter(s -> !s.said().at().isAfter(at) && !s.from().isAfter(Statement.dayOf(at)))
                .sorted(
                        Comparator.comparing(Statement::from)
                                .thenComparing((Statement s) -> s.said().at()))
                .forEach(s -> holding.put(new About(s.subject(), s.claim().topic()), s));
        return holding.values().stream()
                .filter(s -> !(s.claim() instanceof Claim.OutageEnd))
                .toList();
    }

    @Override
    public List<Statement> history(OdsCode subject, int most) {
        return all.reversed().stream()
                .filter(s -> s.subject().equals(subject))
                .limit(most)
                .toList();
    }
}
