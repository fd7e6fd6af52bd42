package org.opengms.server.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.opengms.orders.TestOrder;
import org.opengms.routing.RouteDecision;
import org.opengms.server.database.EmbeddedDatabase;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A PostgreSQL that is a test's own, and what is needed to ask it. It begins without a schema.
public final class OwnDatabase implements AutoCloseable {
    private final EmbeddedDatabase server;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    private OwnDatabase(EmbeddedDatabase server) {
        this.server = server;
        pool = pool(server.jdbcUrl());
        jdbc = JdbcClient.create(pool);
    }

    /// @param folder where the database lies; empty, or not there yet
    public static OwnDatabase start(Path folder) {
        return new OwnDatabase(EmbeddedDatabase.start(folder));
    }

    static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(6);
        return pool;
    }

    /// Connections over which the database takes nothing, as one does that is full.
    static HikariDataSource readOnlyPool(String url) {
        return pool(
                url
                        + (url.contains("?") ? "&" : "?")
                        + "options=-c%20default_transaction_read_only=on");
    }

    static TransactionTemplate transactions(HikariDataSource of) {
        return new TransactionTemplate(new JdbcTransactionManager(of));
    }

    /// Brings the schema to the newest version.
    public OwnDatabase migrate() {
        return migrateTo("latest");
    }

    /// @param version of the schema, such as `8`
    public OwnDatabase migrateTo(String version) {
        Flyway.configure().dataSource(pool).target(version).load().migrate();
        return this;
    }

    public String url() {
        return server.jdbcUrl();
    }

    public HikariDataSource pool() {
        return pool;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public NamedParameterJdbcTemplate named() {
        return new NamedParameterJdbcTemplate(pool);
    }

    public TransactionTemplate transactions() {
        return transactions(pool);
    }

    public JdbcOrders orders() {
        return new JdbcOrders(jdbc, named(), new JdbcRouting(jdbc));
    }

    /// The next version of an order that is routed another way.
    public static TestOrder withRoute(TestOrder order, RouteDecision decision) {
        return new TestOrder(
                order.id(),
                order.number(),
                order.person(),
                order.orderingSite(),
                order.submittedBy(),
                order.requesterName(),
                order.indicationCode(),
                order.indicationName(),
                order.priority(),
                order.authoredOn(),
                order.receivedAt(),
                order.homeLaboratory(),
                decision,
                order.state(),
                order.dueOn(),
                order.phenotypes(),
                order.kind(),
                order.context(),
                order.turnaround(),
                order.version() + 1);
    }

    @Override
    public void close() {
        pool.close();
        server.close();
    }
}
