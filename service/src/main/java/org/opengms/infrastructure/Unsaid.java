package org.opengms.infrastructure;

import java.time.Instant;
import java.util.List;

/// Nobody has stated anything.
final class Unsaid implements StatementStore {
    @Override
    public void add(List<Statement> statements) {
        throw new UnsupportedOperationException("OGMS-6512 Nothing is kept here");
    }

    @Override
    public List<Statement> holding(Instant at) {
        return List.of();
    }

    @Override
    public List<Statement> history(OdsCode subject, int most) {
        return List.of();
    }
}
