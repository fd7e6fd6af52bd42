package org.opengms.server.maturity;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.OdsCode;
import org.opengms.maturity.DigitisingReturn;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.Measure;
import org.opengms.planning.network.ServiceScenario;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// What digitising sites would return: asked for on a page, worked out in the background by
/// [#work], which whoever keeps the service's regular work calls.
public final class DigitisingReturns {
    private static final Logger LOG = LoggerFactory.getLogger(DigitisingReturns.class);

    /// At one time so many are worked out, so that other regular work is not kept waiting.
    private static final int MOST_AT_ONCE = 10;

    private final Kept kept;
    private final MaturityBoard board;
    private final LaboratoryStates states;
    private final ServiceScenario scenario;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /// @param states how digital sites are
    /// @param scenario that a site is put into
    public DigitisingReturns(
            Kept kept,
            MaturityBoard board,
            LaboratoryStates states,
            ServiceScenario scenario,
            TransactionTemplate transactions,
            Clock clock) {
        this.kept = kept;
        this.board = board;
        this.states = states;
        this.scenario = scenario;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Where wishes and results are kept, each for good.
    public interface Kept {
        /// Keeps the wish to have it worked out, unless one waits.
        void ask(OdsCode site, Instant at);

        /// The site whose wish has waited longest.
        Optional<OdsCode> next();

        /// Answers all wishes of a site that wait.
        void answer(DigitisingReturn answer);

        /// Notes that the wishes of a site cannot be answered.
        void fail(OdsCode site, String why, Instant at);

        /// How a site's wishes stand.
        Standing of(OdsCode site);
    }

    /// How it stands.
    ///
    /// @param newest what was worked out last
    /// @param waitsSince when it was asked for, if it is still to be worked out
    /// @param problem why it could not be worked out, if it was the last answer
    public record Standing(
            Optional<DigitisingReturn> newest,
            Optional<Instant> waitsSince,
            Optional<String> problem) {}

    /// Has it worked out.
    void ask(OdsCode site) {
        kept.ask(site, clock.instant());
    }

    /// How it stands.
    Standing of(OdsCode site) {
        return kept.of(site);
    }

    /// Works out what waits.
    public void work() {
        for (int done = 0; done < MOST_AT_ONCE; done++) {
            Optional<OdsCode> next = kept.next();
            if (next.isEmpty()) {
                return;
            }
            work(next.get());
        }
    }

    private void work(OdsCode site) {
        MaturityBoard.Board now = board.now();
        long all =
                now.all().getOrDefault(Measure.ELECTRONIC, org.opengms.maturity.Count.NONE).all();
        long own = now.site(site).map(MaturityBoard.SiteFigures::orders).orElse(0L);
        try {
            DigitisingReturn answer =
                    DigitisingReturn.of(
                            site,
                            states.at(clock.instant()).readinessOf(site),
                            all == 0 ? 0 : (double) own / all,
                            scenario,
                            clock.instant());
            transactions.executeWithoutResult(_ -> kept.answer(answer));
        } catch (IllegalArgumentException e) {
            LOG.warn("OGMS-8934 What digitising {} would return cannot be worked out", site, e);
            transactions.executeWithoutResult(
                    _ -> kept.fail(site, String.valueOf(e.getMessage()), clock.instant()));
        }
    }
}
