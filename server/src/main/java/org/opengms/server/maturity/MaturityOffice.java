package org.opengms.server.maturity;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.OdsCode;
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
    private final TransactionTemplate transactions;

    public MaturityOffice(
            MaturityBoard board,
            MaturityWork work,
            PaperDesk paper,
            SelfAssessmentDesk assessments,
            TransactionTemplate transactions) {
        this.board = board;
        this.work = work;
        this.paper = paper;
        this.assessments = assessments;
        this.transactions = transactions;
    }

    /// Counts what has changed since the last time.
    public void refresh() {
        transactions.executeWithoutResult(_ -> work.refresh());
    }

    /// What is known now.
    public MaturityBoard.Board board() {
        return whole(board::now);
    }

    /// Keeps what a paper order took.
    public MaturityAnswer<PaperSheet> keep(PaperDesk.Entry entry, Actor actor) {
        return whole(() -> paper.keep(entry, Channel.PAGE, actor));
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
