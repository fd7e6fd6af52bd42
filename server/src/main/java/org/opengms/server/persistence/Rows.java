package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How values of the domain stand in columns.
final class Rows {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private Rows() {}

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static <T> Optional<T> optional(ResultSet row, String column, Class<T> type)
            throws SQLException {
        return Optional.ofNullable(row.getObject(column, type));
    }

    static List<String> strings(ResultSet row, String column) throws SQLException {
        return JSON.readValue(row.getString(column), new TypeReference<List<String>>() {});
    }
}
