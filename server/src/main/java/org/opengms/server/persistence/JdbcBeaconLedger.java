package org.opengms.server.persistence;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.opengms.disclosure.beacon.AlleleQuestion;
import org.opengms.disclosure.beacon.BeaconLedger;
import org.opengms.disclosure.beacon.LegalEntity;
import org.opengms.disclosure.beacon.MemoryLedger;
import org.opengms.transparency.merkle.Hash;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the Beacon of a cohort has answered and what was spent, in PostgreSQL, shared by all
/// servers: one looks and spends at a time. What answers have told about people is added up in
/// memory out of all charges, to which those of other servers are added before it is looked at. Ask
/// outside of any transaction.
public final class JdbcBeaconLedger implements BeaconLedger {
    private final JdbcClient jdbc;
    private final String cohort;
    private final SharedLedger ledger;
    private final Session session = new Rowwise();

    /// All charges before `known`, added up.
    private MemoryLedger told = new MemoryLedger();

    private int known;

    /// @param cohort whose participant numbers these are
    public JdbcBeaconLedger(JdbcClient jdbc, TransactionTemplate transactions, String cohort) {
        this.jdbc = jdbc;
        this.cohort = cohort;
        ledger = new SharedLedger(jdbc, transactions, cohort, SharedLedger.Kind.BEACON);
    }

    @Override
    public synchronized <T> T atomically(Function<Session, T> work) {
        boolean durable = false;
        try {
            T result =
                    ledger.alone(() -> {
                        catchUp();
                        return work.apply(session);
                    });
            durable = true;
            return result;
        } finally {
            if (!durable) {
                // It may hold charges that the database does not have, or not yet.
                told = new MemoryLedger();
                known = 0;
            }
        }
    }

    private void catchUp() {
        jdbc.sql(
                        """
                        select position, ld_block, micro_nats, people from beacon_charge
                        where cohort = :cohort and position >= :known order by position
                        """)
                .param("cohort", cohort)
                .param("known", known)
                .query(row -> {
                    add(
                            PeopleColumns.people(row, "people"),
                            row.getInt("ld_block"),
                            row.getLong("micro_nats"));
                });
    }

    private void add(RoaringBitmap people, int ldBlock, long microNats) {
        told.atomically(memory -> {
            memory.charge(people, ldBlock, microNats);
            return known++;
        });
    }

    private static String allele(AlleleQuestion question) {
        return "%s %s %d %s %s"
                .formatted(
                        question.assembly(),
                        question.contig(),
                        question.position(),
                        question.ref(),
                        question.alt());
    }

    private static byte[] digest(AlleleQuestion question) {
        return Hash.sha256(allele(question).getBytes(StandardCharsets.UTF_8)).bytes();
    }

    /// Within the transaction around it.
    private final class Rowwise implements Session {
        @Override
        public Optional<Boolean> answer(int epoch, AlleleQuestion question) {
            return jdbc.sql(
                            """
                            select yes from beacon_answer
                            where cohort = :cohort and epoch = :epoch and digest = :digest
                            """)
                    .param("cohort", cohort)
                    .param("epoch", epoch)
                    .param("digest", digest(question))
                    .query(Boolean.class)
                    .optional();
        }

        @Override
        public void keep(int epoch, AlleleQuestion question, boolean exists) {
            jdbc.sql(
                            """
                            insert into beacon_answer (cohort, epoch, digest, yes)
                            values (:cohort, :epoch, :digest, :yes)
                            """)
                    .param("cohort", cohort)
                    .param("epoch", epoch)
                    .param("digest", digest(question))
                    .param("yes", exists)
                    .update();
        }

        @Override
        public int asked(LegalEntity entity) {
            return jdbc.sql(
                            """
                            select count(*) from beacon_question
                            where cohort = :cohort and entity = :entity
                            """)
                    .param("cohort", cohort)
                    .param("entity", entity.id())
                    .query(Integer.class)
                    .single();
        }

        @Override
        public boolean hasAsked(LegalEntity entity, int epoch, AlleleQuestion question) {
            return jdbc.sql(
                            """
                            select exists (select 1 from beacon_question
                                where cohort = :cohort and entity = :entity and epoch = :epoch
                                    and digest = :digest)
                            """)
                    .param("cohort", cohort)
                    .param("entity", entity.id())
                    .param("epoch", epoch)
                    .param("digest", digest(question))
                    .query(Boolean.class)
                    .single();
        }

        @Override
        public void ask(LegalEntity entity, int epoch, AlleleQuestion question) {
            jdbc.sql(
                            """
                            insert into beacon_question (cohort, entity, epoch, digest, allele)
                            values (:cohort, :entity, :epoch, :digest, :allele)
                            """)
                    .param("cohort", cohort)
                    .param("entity", entity.id())
                    .param("epoch", epoch)
                    .param("digest", digest(question))
                    .param("allele", allele(question))
                    .update();
        }

        @Override
        public RoaringBitmap able(
                RoaringBitmap people, int ldBlock, long microNats, long blockLimit, long limit) {
            return told.atomically(
                    memory -> memory.able(people, ldBlock, microNats, blockLimit, limit));
        }

        @Override
        public void charge(RoaringBitmap people, int ldBlock, long microNats) {
            jdbc.sql(
                            """
                            insert into beacon_charge (cohort, position, ld_block, micro_nats, people)
                            values (:cohort, :position, :block, :told, :people)
                            """)
                    .param("cohort", cohort)
                    .param("position", known)
                    .param("block", ldBlock)
                    .param("told", microNats)
                    .param("people", PeopleColumns.bytes(people))
                    .update();
            add(people, ldBlock, microNats);
        }
    }
}
