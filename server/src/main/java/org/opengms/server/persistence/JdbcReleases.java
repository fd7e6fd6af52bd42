package org.opengms.server.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.Release;
import org.opengms.disclosure.release.ReleaseStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The publications about a cohort in PostgreSQL, shared by all servers: what a
/// [org.opengms.disclosure.release.ReleaseRegistry] judges by. A server holds the ledger while it
/// judges and writes, so of two that would publish numbers which differ by few people at the same
/// time the second sees the first's.
///
/// Ask outside of any transaction: what the registry calls safe is durable when it returns, and may
/// be shown. When shown never, because the server ended in between, it counts as shown.
public final class JdbcReleases implements ReleaseStore {
    private final JdbcClient jdbc;
    private final String cohort;
    private final SharedLedger ledger;

    /// @param cohort whose participant numbers the sets are of
    public JdbcReleases(JdbcClient jdbc, TransactionTemplate transactions, String cohort) {
        this.jdbc = jdbc;
        this.cohort = cohort;
        ledger = new SharedLedger(jdbc, transactions, cohort, SharedLedger.Kind.RELEASES);
    }

    /// A number with where it stands.
    private record Row(
            int position,
            int breakdown,
            String id,
            String project,
            String entity,
            Instant at,
            Release release) {}

    @Override
    public List<Publication> since(int known) {
        List<Row> rows =
                jdbc.sql(
                                """
                                select p.position, n.breakdown, p.id, p.project, p.entity, p.at,
                                    n.label, n.people, n.size
                                from release_publication p
                                join release_number n using (cohort, position)
                                where cohort = :cohort and position >= :known
                                order by position, n.breakdown, n.number
                                """)
                        .param("cohort", cohort)
                        .param("known", known)
                        .query((row, n) ->
                                new Row(
                                        row.getInt("position"),
                                        row.getInt("breakdown"),
                                        row.getString("id"),
                                        row.getString("project"),
                                        row.getString("entity"),
                                        Rows.instant(row, "at"),
                                        new Release(
                                                row.getString("label"),
                                                PeopleColumns.people(
                                                        row, "people", row.getInt("size")))))
                        .list();
        List<Publication> publications = new ArrayList<>();
        for (int begin = 0; begin < rows.size(); ) {
            Row first = rows.get(begin);
            List<Breakdown> breakdowns = new ArrayList<>();
            int end = begin;
            while (end < rows.size() && rows.get(end).position == first.position) {
                int breakdown = rows.get(end).breakdown;
                List<Release> releases = new ArrayList<>();
                while (end < rows.size()
                        && rows.get(end).position == first.position
                        && rows.get(end).breakdown == breakdown) {
                    releases.add(rows.get(end).release);
                    end++;
                }
                breakdowns.add(new Breakdown(releases));
            }
            publications.add(
                    new Publication(first.id, first.project, first.entity, first.at, breakdowns));
            begin = end;
        }
        return publications;
    }

    @Override
    public <T> T alone(Supplier<T> work) {
        return ledger.alone(work);
    }

    @Override
    public void append(Publication publication) {
        int position =
                jdbc.sql(
                                """
                                insert into release_publication
                                    (cohort, position, id, project, entity, at)
                                select :cohort, coalesce(max(position) + 1, 0), :id, :project, :entity,
                                    :at
                                from release_publication where cohort = :cohort
                                returning position
                                """)
                        .param("cohort", cohort)
                        .param("id", publication.id())
                        .param("project", publication.project())
                        .param("entity", publication.entity())
                        .param("at", Rows.utc(publication.at().truncatedTo(ChronoUnit.MICROS)))
                        .query(Integer.class)
                        .single();
        for (int breakdown = 0; breakdown < publication.breakdowns().size(); breakdown++) {
            List<Release> releases = publication.breakdowns().get(breakdown).releases();
            for (int number = 0; number < releases.size(); number++) {
                Release release = releases.get(number);
                jdbc.sql(
                                """
                                insert into release_number
                                    (cohort, position, breakdown, number, label, people, size)
                                values (:cohort, :position, :breakdown, :number, :label, :people,
                                    :size)
                                """)
                        .param("cohort", cohort)
                        .param("position", position)
                        .param("breakdown", breakdown)
                        .param("number", number)
                        .param("label", release.label())
                        .param("people", PeopleColumns.bytes(release.people()))
                        .param("size", release.people().getCardinality())
                        .update();
            }
        }
    }
}
