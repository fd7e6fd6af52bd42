package org.opengms.staffing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.infrastructure.OdsCode;
import org.opengms.workforce.Competence;

class CoverTest {
    private static final LocalDate TODAY = SmallService.TODAY;

    private final SmallService service = new SmallService();

    private Cover cover(double turnover, double away) {
        return Cover.of(
                SmallService.HOSPITAL,
                "Hospital",
                Competence.ORDER_WGS,
                true,
                service.register(),
                new Cover.Assumed(turnover, away));
    }

    private void holder(String until) {
        service.holder(SmallService.HOSPITAL, Competence.ORDER_WGS, LocalDate.parse(until));
    }

    @Nested
    class Turnover {
        /// A holder is still there after 8 quarters of 91 days with the chance 0.9^(728 / 365.25) =
        /// 0.810584; of two, none with (1 − p)², one with 2 p (1 − p).
        @Test
        void takesHoldersAwayEachOnTheirOwn() {
            holder("2030-01-01");
            holder("2030-01-01");
            Cover.Quarter last = cover(0.1, 0).last();
            assertEquals(8, last.quarter());
            assertEquals(1.621169, last.renewed(), 1e-5);
            assertEquals(0.035878, last.noneShare(), 1e-5);
            assertEquals(0.307075, last.oneShare(), 1e-5);
        }

        @Test
        void isNotAllThatCounts() {
            holder("2026-08-31");
            holder("2030-01-01");
            Cover cover = cover(0, 0.2);
            // The second quarter of 91 days ends on 31 August, the last day of one of them.
            assertEquals(
                    List.of(2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
                    cover.quarters().stream().map(Cover.Quarter::notRenewed).toList());
            assertEquals(2, cover.last().renewed());
            assertEquals(1.6, cover.last().atWork(), 1e-12);
            assertEquals(0, cover.last().noneShare());
        }
    }

    @Nested
    class WhenItIsLost {
        @ParameterizedTest
        @CsvSource({
            "2026-04-01 2026-09-30, 2026-10-01",
            "2026-04-01 2030-01-01,",
            // 728 days after 2 March 2026 is 28 February 2028.
            "2028-02-27, 2028-02-28",
            "2028-02-28,",
        })
        void isTheDayAfterTheLastOneEnds(String untils, LocalDate lost) {
            for (String until : untils.split(" ", -1)) {
                holder(until);
            }
            assertEquals(Optional.ofNullable(lost), cover(0.1, 0).lostOn());
        }

        @Test
        void isTodayWhereNobodyHoldsIt() {
            Cover cover = cover(0.1, 0);
            assertTrue(cover.lacksEverybody());
            assertEquals(Optional.of(TODAY), cover.lostOn());
            assertEquals(1, cover.last().noneShare());
            assertEquals(0, cover.last().oneShare());
        }
    }

    @Test
    void learnersCountOnceTheirSupervisionHasEnded() {
        service.learner(SmallService.HOSPITAL, Competence.ORDER_WGS, LocalDate.of(2026, 7, 1));
        Cover cover = cover(0, 0);
        assertEquals(0, cover.holders());
        assertEquals(1, cover.learners());
        assertEquals(
                List.of(0.0, 1.0),
                cover.quarters().stream().limit(2).map(Cover.Quarter::withLearners).toList());
        assertEquals(0, cover.last().renewed());
    }

    @Test
    void peopleOfATrustCountAtItsSites() {
        service.holder(new OdsCode("RAX"), Competence.ORDER_WGS, LocalDate.of(2027, 1, 1));
        assertEquals(
                1, service.register().lastDays(new OdsCode("RAX01"), Competence.ORDER_WGS).size());
        assertEquals(
                0, service.register().lastDays(SmallService.HOSPITAL, Competence.ORDER_WGS).size());
    }
}
