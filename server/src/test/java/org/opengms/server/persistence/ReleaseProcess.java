package org.opengms.server.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.beacon.BeaconAnswer;
import org.opengms.disclosure.beacon.LegalEntity;
import org.opengms.disclosure.beacon.PublicBeacon;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.Verdict;
import org.opengms.server.persistence.DisclosureLedgersTest.FewCarriers;
import org.opengms.testing.Cases;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A process that publishes numbers and answers questions on two threads, and says what it has
/// given out, until it is killed. Arguments: JDBC address, name, seed.
final class ReleaseProcess {
    static final String COHORT = "killed";

    private ReleaseProcess() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        HikariDataSource pool = OwnDatabase.pool(arguments[0]);
        String name = arguments[1];
        long seed = Long.parseLong(arguments[2], 10);
        DisclosureRules rules = DisclosureRules.standard();
        JdbcClient jdbc = JdbcClient.create(pool);
        Thread.ofPlatform()
                .start(() -> {
                    RandomGenerator random = Cases.random(seed);
                    ReleaseRegistry registry =
                            new ReleaseRegistry(
                                    rules.counts(),
                                    new JdbcReleases(jdbc, OwnDatabase.transactions(pool), COHORT));
                    for (int i = 0; ; i++) {
                        String id = name + "-" + i;
                        if (registry.publish(DisclosureLedgersTest.any(random, id))
                                instanceof Verdict.Safe) {
                            say(out, "released " + id + " .");
                        }
                    }
                });
        RandomGenerator random = Cases.random(seed + 1);
        PublicBeacon beacon =
                new PublicBeacon(
                        rules,
                        new FewCarriers(),
                        new JdbcBeaconLedger(jdbc, OwnDatabase.transactions(pool), COHORT));
        for (int i = 0; ; i++) {
            String entity = name + "-" + i / 10;
            int allele = random.nextInt(FewCarriers.ALLELES);
            if (beacon.ask(new LegalEntity(entity), FewCarriers.question(allele), FewCarriers.EPOCH)
                    instanceof BeaconAnswer.Answered(boolean yes, _)) {
                say(out, "answered %s %d %s .".formatted(entity, allele, yes));
            }
        }
    }

    private static void say(PrintStream out, String line) {
        synchronized (out) {
            out.println(line);
        }
    }
}
