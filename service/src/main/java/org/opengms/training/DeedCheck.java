package org.opengms.training;

import org.opengms.training.Deed.Applied;
import org.opengms.training.Deed.ChoiceRecorded;
import org.opengms.training.Deed.ContractDrafted;
import org.opengms.training.Deed.Drafted;
import org.opengms.training.Deed.Looked;
import org.opengms.training.Deed.Ordered;
import org.opengms.training.Deed.OutputJudged;
import org.opengms.training.Deed.ReportSigned;
import org.opengms.training.Deed.SampleBooked;
import org.opengms.training.Deed.SpendProposed;
import org.opengms.training.Deed.TaskMoved;
import org.opengms.training.Deed.Voted;

/// What one step of an exercise looks for in what was done.
public enum DeedCheck {
    ORDER_ACCEPTED,
    ORDER_OF_A_GENOME,
    ORDER_WITH_FEATURES,
    ORDER_WITH_DISCUSSION,
    ORDER_WITHOUT_FINDINGS,
    CHOICE_RECORDED,
    CHOICE_ANSWERED,
    SAMPLE_BOOKED,
    TASK_MOVED,
    REPORT_SIGNED,
    CAUSE_MARKED,
    APPLICATION_WRITTEN,
    APPLICATION_REASONED,
    APPLICATION_SENT,
    VOTED,
    VOTE_REASONED,
    OUTPUT_JUDGED,
    JUDGEMENT_REASONED,
    MONEY_ON_PAPER,
    CAPACITY_READ,
    OVERVIEW_READ,
    GATE_PREVIEWED,
    READERS_FOUND;

    /// Characters that a reason has which says something. A proposal of the maintainers.
    static final int SHORTEST_REASON = 20;

    /// Whether a deed is what is looked for.
    boolean holds(Deed deed) {
        return switch (this) {
            case ORDER_ACCEPTED -> deed instanceof Ordered;
            case ORDER_OF_A_GENOME -> deed instanceof Ordered order && order.isWholeGenome();
            case ORDER_WITH_FEATURES -> deed instanceof Ordered order && order.features() > 0;
            case ORDER_WITH_DISCUSSION -> deed instanceof Ordered order && order.isDiscussed();
            case ORDER_WITHOUT_FINDINGS -> deed instanceof Ordered order && order.problems() == 0;
            case CHOICE_RECORDED -> deed instanceof ChoiceRecorded;
            case CHOICE_ANSWERED -> deed instanceof ChoiceRecorded choice && choice.isAnswered();
            case SAMPLE_BOOKED -> deed instanceof SampleBooked;
            case TASK_MOVED -> deed instanceof TaskMoved;
            case REPORT_SIGNED -> deed instanceof ReportSigned;
            case CAUSE_MARKED -> deed instanceof ReportSigned report && report.isCauseMarked();
            case APPLICATION_WRITTEN -> deed instanceof Drafted;
            case APPLICATION_REASONED -> deed instanceof Drafted draft && draft.isReasoned();
            case APPLICATION_SENT -> deed instanceof Applied;
            case VOTED -> deed instanceof Voted;
            case VOTE_REASONED ->
                    deed instanceof Voted vote && vote.reasonCharacters() >= SHORTEST_REASON;
            case OUTPUT_JUDGED -> deed instanceof OutputJudged;
            case JUDGEMENT_REASONED ->
                    deed instanceof OutputJudged judged
                            && judged.reasonCharacters() >= SHORTEST_REASON;
            case MONEY_ON_PAPER -> deed instanceof ContractDrafted || deed instanceof SpendProposed;
            case CAPACITY_READ -> deed.equals(new Looked(Place.CAPACITY));
            case OVERVIEW_READ -> deed.equals(new Looked(Place.OVERVIEW));
            case GATE_PREVIEWED -> deed.equals(new Looked(Place.GATE_PREVIEW));
            case READERS_FOUND -> deed.equals(new Looked(Place.WHO_READ));
        };
    }
}
