package org.opengms.server.maturity;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.SiteReadiness;
import org.opengms.maturity.MaturityAnswer;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.MaturityWork;
import org.opengms.maturity.PaperDesk;
import org.opengms.maturity.PaperSheet;
import org.opengms.maturity.PaperStore;
import org.opengms.maturity.SelfAssessment;
import org.opengms.maturity.SelfAssessmentDesk;
import org.springframework.transaction.support.TransactionTemplate;

/// Everything about the digital maturity of sites, each call one transaction.
public final class MaturityOffice {
    private final MaturityBoard board;
    private final MaturityWork work;
    private final PaperDesk paper;
    private final SelfAssessmentDesk assessments;
    private final DigitisingReturns returns;
    private final LaboratoryStates states;
    private final Clock clock;
    private final TransactionTemplate transactions;

    public MaturityOffice(
            MaturityBoard board,
            MaturityWork work,
            PaperDesk paper,
            SelfAssessmentDesk assessments,
            DigitisingReturns returns,
            LaboratoryStates states,
            TransactionTemplate transactions,
            Clock clock) {
        this.board = board;
        this.work = work;
        this.paper = paper;
        this.assessments = assessments;
        this.returns = returns;
        this.states = states;
        this.clock = clock;
        this.transactions = transactions;
    }

    /// Counts what has changed since the last time, for those who look.
    public void count() {
        transactions.executeWithoutResult(_ -> work.count());
    }

    /// Counts what has changed since the last time, and gives routing what follows.
    public void refresh() {
        transactions.executeWithoutResult(_ -> work.refresh());
    }

    /// What is known now.
    public MaturityBoard.Board board() {
        return whole(board::now);
    }

    /// Whether there is such a site in the network.
    public boolean isSite(OdsCode site) {
        return states.at(clock.instant()).sites().containsKey(site);
    }

    /// How digital a site is for routing, with who said so.
    public SiteReadiness readiness(OdsCode site) {
        SiteReadiness known = states.at(clock.instant()).sites().get(site);
        return known == null
                ? new SiteReadiness(DigitalReadiness.UNKNOWN, Optional.empty())
                : known;
    }

    /// What digitising a site would return, as far as it is known.
    public DigitisingReturns.Standing returns(OdsCode site) {
        return whole(() -> returns.of(site));
    }

    /// Has worked out what digitising a site would return.
    public void askForReturn(OdsCode site) {
        transactions.executeWithoutResult(_ -> returns.ask(site));
    }

    /// Works out what was asked for.
    public void workOutReturns() {
        returns.work();
    }

    /// Keeps what a paper order took.
    ///
    /// @param channel by which way it is said
    public MaturityAnswer<PaperSheet> keep(PaperDesk.Entry entry, Channel channel, Actor actor) {
        return whole(() -> paper.keep(entry, channel, actor));
    }

    /// The sheets that the actor's laboratory kept last.
    public MaturityAnswer<List<PaperStore.Listed>> sheets(Actor actor) {
        return whole(() -> paper.newest(actor));
    }

    /// Whether the actor may say how digital a site is.
    public boolean mayAssess(OdsCode site, Actor actor) {
        return assessments.mayAssess(site, actor);
    }

    /// Keeps what a site says of itself.
    public MaturityAnswer<SelfAssessment> assess(
            OdsCode site, Map<SelfAssessment.Dimension, Integer> scores, Actor actor) {
        return whole(() -> assessments.assess(site, scores, Channel.PAGE, actor));
    }

    /// What a site said of itself, the newest first.
    public List<SelfAssessment> assessments(OdsCode site) {
        return whole(() -> assessments.of(site));
    }

    private <T> T whole(Supplier<T> deed) {
        T answer = transactions.execute(_ -> deed.get());
        if (answer == null) {
            throw new IllegalStateException("OGMS-8903 The transaction gave no answer");
        }
        return answer;
    }
}
