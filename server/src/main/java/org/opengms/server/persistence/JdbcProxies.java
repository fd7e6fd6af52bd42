package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;
import org.opengms.proxies.Proxy;
import org.opengms.proxies.ProxyId;
import org.opengms.proxies.ProxyKind;
import org.opengms.proxies.ProxyScope;
import org.opengms.proxies.ProxyStep;
import org.opengms.proxies.ProxyStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who may act for a person, in PostgreSQL; append-only.
public final class JdbcProxies implements ProxyStore {
    private final JdbcClient jdbc;

    public JdbcProxies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Proxy proxy) {
        jdbc.sql(
                        """
                        insert into proxy (id, person_id, holder, name, kind, evidence, until,
                            recorded_by, recorded_at)
                        values (:id, :person, :holder, :name, :kind, :evidence, :until, :by, :at)
                        """)
                .param("id", UUID.fromString(proxy.id().value()))
                .param("person", UUID.fromString(proxy.person().value()))
                .param("holder", proxy.holder().digits())
                .param("name", proxy.name())
                .param("kind", proxy.kind().name())
                .param("evidence", proxy.evidence())
                .param("until", proxy.until())
                .param("by", proxy.by())
                .param("at", Rows.utc(proxy.at()))
                .update();
    }

    @Override
    public void add(ProxyId proxy, ProxyStep step) {
        record Columns(
                String kind,
                String what,
                Set<ProxyScope> scopes,
                @Nullable LocalDate on,
                String words) {}
        Columns columns =
                switch (step) {
                    case ProxyStep.Agreed(
                                    var decider,
                                    var scopes,
                                    var on,
                                    var words,
                                    var _,
                                    var _) ->
                            new Columns("AGREED", decider.name(), scopes, on, words);
                    case ProxyStep.Stopped(var why, var words, var _, var _) ->
                            new Columns("STOPPED", why.name(), Set.of(), null, words);
                };
        jdbc.sql(
                        """
                        insert into proxy_step (proxy_id, kind, what, scopes, agreed_on, words,
                            recorded_by, recorded_at)
                        values (:proxy, :kind, :what, :scopes, :on, :words, :by, :at)
                        """)
                .param("proxy", UUID.fromString(proxy.value()))
                .param("kind", columns.kind())
                .param("what", columns.what())
                .param(
                        "scopes",
                        columns.scopes().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("on", columns.on())
                .param("words", columns.words())
                .param("by", step.by())
                .param("at", Rows.utc(step.at()))
                .update();
    }

    @Override
    public Optional<Proxy> find(ProxyId id) {
        return read("p.id = :key", UUID.fromString(id.value())).stream().findFirst();
    }

    @Override
    public List<Proxy> ofHolder(NhsNumber holder) {
        return read("p.holder = :key", holder.digits());
    }

    @Override
    public List<Proxy> ofPerson(PersonId person) {
        return read("p.person_id = :key", UUID.fromString(person.value()));
    }

    private List<Proxy> read(String condition, Object key) {
        record Line(Proxy proxy, Optional<ProxyStep> step) {}
        List<Line> lines =
                jdbc.sql(
                                """
                                select p.*, s.seq as step, s.kind as step_kind, s.what, s.scopes,
                                    s.agreed_on, s.words, s.recorded_by as step_by,
                                    s.recorded_at as step_at
                                from proxy p left join proxy_step s on s.proxy_id = p.id
                                where %s order by p.seq desc, s.seq
                                """
                                        .formatted(condition))
                        .param("key", key)
                        .query((row, n) -> new Line(proxy(row), step(row)))
                        .list();
        Map<ProxyId, Proxy> proxies = new LinkedHashMap<>();
        for (Line line : lines) {
            proxies.merge(
                    line.proxy().id(),
                    line.step().map(line.proxy()::with).orElse(line.proxy()),
                    (before, _) -> line.step().map(before::with).orElse(before));
        }
        return new ArrayList<>(proxies.values());
    }

    private static Proxy proxy(ResultSet row) throws SQLException {
        return new Proxy(
                new ProxyId(row.getString("id")),
                new PersonId(row.getString("person_id")),
                new NhsNumber(row.getString("holder")),
                row.getString("name"),
                ProxyKind.valueOf(row.getString("kind")),
                row.getString("evidence"),
                row.getObject("until", LocalDate.class),
                row.getString("recorded_by"),
                Rows.instant(row, "recorded_at"),
                List.of());
    }

    private static Optional<ProxyStep> step(ResultSet row) throws SQLException {
        String kind = row.getString("step_kind");
        if (kind == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (kind) {
                    case "AGREED" ->
                            new ProxyStep.Agreed(
                                    ProxyStep.Decider.valueOf(row.getString("what")),
                                    scopes(row),
                                    row.getObject("agreed_on", LocalDate.class),
                                    row.getString("words"),
                                    row.getString("step_by"),
                                    Rows.instant(row, "step_at"));
                    case "STOPPED" ->
                            new ProxyStep.Stopped(
                                    ProxyStep.Why.valueOf(row.getString("what")),
                                    row.getString("words"),
                                    row.getString("step_by"),
                                    Rows.instant(row, "step_at"));
                    default ->
                            throw new IllegalStateException(
                                    "OGMS-7163 Step %d of a proxy is of a kind that this program does not know. A newer program wrote it: use that one."
                                            .formatted(row.getLong("step")));
                });
    }

    private static Set<ProxyScope> scopes(ResultSet row) throws SQLException {
        Set<ProxyScope> scopes = EnumSet.noneOf(ProxyScope.class);
        for (String name : (String[]) row.getArray("scopes").getArray()) {
            scopes.add(ProxyScope.valueOf(name));
        }
        return scopes;
    }
}
