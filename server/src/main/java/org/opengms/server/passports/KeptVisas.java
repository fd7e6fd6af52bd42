package org.opengms.server.passports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.opengms.access.Account;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Verified visas of researchers, for the committee to see who else vouches for them. An identity
/// of an issuer belongs to the first account that brought it.
public final class KeptVisas {
    private final JdbcClient jdbc;
    private final Clock clock;

    public KeptVisas(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps a visa, unless another account has brought the same identity.
    ///
    /// @return whether it is kept
    boolean keep(Account account, Visa visa) {
        return jdbc.sql(
                                """
                                insert into researcher_visa (account, issuer, subject, type, value, source,
                                    by_whom, asserted_at, expires_at, read_at)
                                select :account, :issuer, :subject, :type, :value, :source, :by, :asserted,
                                    :expires, :at
                                where not exists (select 1 from researcher_visa o
                                    where o.issuer = :issuer and o.subject = :subject
                                        and o.account <> :account)
                                """)
                        .param("account", account.value())
                        .param("issuer", visa.issuer())
                        .param("subject", visa.subject())
                        .param("type", visa.type().name())
                        .param("value", visa.value())
                        .param("source", visa.source())
                        .param("by", visa.by().orElse(null))
                        .param("asserted", utc(visa.asserted()))
                        .param("expires", utc(visa.expires()))
                        .param("at", utc(clock.instant()))
                        .update()
                == 1;
    }

    /// Keeps that a visa was not accepted.
    void refused(Account account, String reason) {
        jdbc.sql("insert into visa_refusal (account, reason, at) values (:account, :reason, :at)")
                .param("account", account.value())
                .param("reason", reason)
                .param("at", utc(clock.instant()))
                .update();
    }

    /// The visas of an account that have not expired, the newest first; at most 50.
    public List<Visa> of(Account account) {
        return jdbc.sql(
                        """
                        select * from researcher_visa where account = :account and expires_at > :now
                        order by seq desc limit 50
                        """)
                .param("account", account.value())
                .param("now", utc(clock.instant()))
                .query(KeptVisas::visa)
                .list();
    }

    private static Visa visa(ResultSet row, int number) throws SQLException {
        return new Visa(
                row.getString("issuer"),
                row.getString("subject"),
                Visa.Type.valueOf(row.getString("type")),
                row.getString("value"),
                row.getString("source"),
                Optional.ofNullable(row.getString("by_whom")),
                row.getObject("asserted_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
