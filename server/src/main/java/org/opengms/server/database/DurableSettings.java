package org.opengms.server.database;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Refuses to run on a database that could lose what it has confirmed.
public final class DurableSettings {
    private DurableSettings() {}

    /// Checks `fsync`, `synchronous_commit` and `full_page_writes`.
    ///
    /// @return the settings, to be stated with every durable figure
    /// @throws IllegalStateException naming each setting that is not durable
    public static String require(JdbcClient jdbc) {
        List<String> stated = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            String value =
                    jdbc.sql("select current_setting(:name)")
                            .param("name", setting)
                            .query(String.class)
                            .single();
            stated.add(setting + "=" + value);
            if (value.equals("off")
                    || (setting.equals("synchronous_commit") && value.equals("local"))) {
                wrong.add(setting + "=" + value);
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "OGMS-4106 The database would lose confirmed orders in a crash: "
                            + String.join(", ", wrong)
                            + ". Switch it on in postgresql.conf.");
        }
        return String.join(" ", stated);
    }
}
