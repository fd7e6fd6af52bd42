package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Said;

/// Who said something, in columns.
final class SaidColumns {
    static final String NAMES =
            "said_by, said_name, said_role, said_organisation, said_at, channel";
    static final String VALUES =
            ":saidBy, :saidName, :saidRole, :saidOrganisation, :saidAt, :channel";

    private SaidColumns() {}

    static Map<String, Object> of(Said said) {
        return Map.of(
                "saidBy", said.actor(),
                "saidName", said.name(),
                "saidRole", said.role(),
                "saidOrganisation", said.organisation().value(),
                "saidAt", Rows.utc(said.at()),
                "channel", said.channel().name());
    }

    /// @param prefix of the columns' names; may be empty
    static Said read(ResultSet row, String prefix) throws SQLException {
        return new Said(
                row.getString(prefix + "said_by"),
                row.getString(prefix + "said_name"),
                row.getString(prefix + "said_role"),
                new OdsCode(row.getString(prefix + "said_organisation")),
                Rows.instant(row, prefix + "said_at"),
                Channel.valueOf(row.getString(prefix + "channel")));
    }
}
