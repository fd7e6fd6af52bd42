package org.opengms.server.evaluation;

import java.time.LocalDate;
import java.util.List;
import org.opengms.cases.FollowUpDesk;
import org.opengms.cases.FollowUpStore;
import org.opengms.gate.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// The follow-up of outcomes, each call one transaction.
public final class FollowUpOffice {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpOffice.class);

    private final FollowUpDesk desk;
    private final TransactionTemplate transactions;

    public FollowUpOffice(FollowUpDesk desk, TransactionTemplate transactions) {
        this.desk = desk;
        this.transactions = transactions;
    }

    /// Draws who is asked again.
    public void draw() {
        transactions.executeWithoutResult(_ ->
                desk.draw()
                        .ifPresent(draw ->
                                LOG.info(
                                        "{} orders without an outcome were in the draw, by rule {}",
                                        draw.lots().size(),
                                        draw.rule())));
    }

    /// What the actor's organisation is asked for.
    public List<FollowUpStore.Asked> asked(Actor actor) {
        List<FollowUpStore.Asked> asked = transactions.execute(_ -> desk.asked(actor));
        return asked == null ? List.of() : asked;
    }

    /// Today, by which an answer is due or late.
    public LocalDate today() {
        return desk.today();
    }
}
