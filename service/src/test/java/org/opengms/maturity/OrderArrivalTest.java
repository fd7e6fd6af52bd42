package org.opengms.maturity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.orders.AskedOrder;
import org.opengms.orders.Submission;

/// What is noted of an order that came in. R901.1 is a whole genome, R901.2 a panel.
class OrderArrivalTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # situation, discussion, sample, missing
                    a genome with its record and a labelled sample, WITH_ORDER, SCANNED, 0
                    a genome whose record is to follow, MISSING, SCANNED, 0
                    a panel without a record, NOT_NEEDED, SCANNED, 0
                    a sample at hand without a label, WITH_ORDER, NOT_SCANNED, 0
                    a labelled and an unlabelled sample at hand, WITH_ORDER, NOT_SCANNED, 0
                    a sample announced by its label, WITH_ORDER, SCANNED, 0
                    a sample to follow without a label, WITH_ORDER, TO_FOLLOW, 0
                    no sample, WITH_ORDER, TO_FOLLOW, 0
                    no date of birth, WITH_ORDER, SCANNED, 1
                    """)
    void isNotedByWhatItBrought(
            String situation,
            OrderArrival.Discussion discussion,
            OrderArrival.Sample sample,
            int missing) {
        World world = new World();
        OrderDraft draft = draft(situation);
        AskedOrder asked = new AskedOrder(draft.request(), "");
        Submission.Accepted accepted = (Submission.Accepted) world.submit(draft);

        OrderArrival arrival =
                OrderArrival.accepted(
                        World.NOW,
                        IntakeChannel.FHIR,
                        World.DIGITAL_SITE,
                        List.of(),
                        asked,
                        accepted.orders().getFirst());

        assertEquals(discussion, arrival.discussion());
        assertEquals(sample, arrival.sample());
        assertEquals(missing, arrival.missing());
        assertEquals(Optional.of(World.DIGITAL_SITE), arrival.site());
    }

    private static OrderDraft draft(String situation) {
        OrderDraft draft = new OrderDraft();
        return switch (situation) {
            case "a genome with its record and a labelled sample" -> draft;
            case "a genome whose record is to follow" -> draft.withoutDiscussion();
            case "a panel without a record" -> draft.asksFor("R901", "R901.2").withoutDiscussion();
            case "a sample at hand without a label" -> draft.samples("");
            case "a labelled and an unlabelled sample at hand" -> draft.samples("T-1", "");
            case "a sample announced by its label" -> draft.expecting("T-9");
            case "a sample to follow without a label" -> draft.sampleToFollow();
            case "no sample" -> draft.withoutSample();
            case "no date of birth" -> draft.born("");
            default -> throw new IllegalArgumentException(situation);
        };
    }
}
