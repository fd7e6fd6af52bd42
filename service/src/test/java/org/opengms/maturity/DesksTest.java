package org.opengms.maturity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengms.fakes.World;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.testing.SettableClock;

/// What clerks and managers say, and what of it is taken.
class DesksTest {
    private static Actor actor(OdsCode organisation, Role role) {
        return new Actor("somebody", "Some Body", organisation, Set.of(role));
    }

    @Nested
    class ThePaperOfAnOrder {
        private static final OrderId ORDER = new OrderId("00000000-0000-4000-8000-000000000045");
        private static final Instant KEYED = Instant.parse("2026-06-10T14:00:00Z");

        private final List<PaperSheet> kept = new ArrayList<>();
        private final PaperDesk desk =
                new PaperDesk(
                        new PaperStore() {
                            @Override
                            public Optional<Keyed> find(String number) {
                                return number.equals("OG-26-000045")
                                        ? Optional.of(
                                                new Keyed(
                                                        ORDER,
                                                        number,
                                                        Optional.of(World.PAPER_SITE),
                                                        World.SOUTH_LAB,
                                                        KEYED))
                                        : Optional.empty();
                            }

                            @Override
                            public void add(PaperSheet sheet) {
                                kept.add(sheet);
                            }

                            @Override
                            public List<Listed> newest(OdsCode laboratory, int most) {
                                return List.of();
                            }
                        },
                        new SettableClock(World.NOW));

        private MaturityAnswer<PaperSheet> keep(
                Actor actor, String number, String received, int keying, int rework, int asked) {
            return desk.keep(
                    new PaperDesk.Entry(
                            number, Instant.parse(received), keying, rework, asked, Set.of()),
                    Channel.PAGE,
                    actor);
        }

        @Test
        void isKeptByTheHomeLaboratoryWithWhoSaidIt() {
            keep(
                    actor(World.SOUTH_LAB, Role.LABORATORY),
                    " OG-26-000045 ",
                    "2026-06-08T09:00:00Z",
                    12,
                    30,
                    1);

            assertEquals(1, kept.size());
            assertEquals(KEYED, kept.getFirst().keyedAt());
            assertEquals(ORDER, kept.getFirst().order());
            assertEquals(World.SOUTH_LAB, kept.getFirst().said().organisation());
        }

        @ParameterizedTest
        @CsvSource(
                textBlock =
                        """
                        # received, keying, rework, asked, code
                        2026-06-08T09:00:00Z, -1, 0, 0, OGMS-8910
                        2026-06-08T09:00:00Z, 1441, 0, 0, OGMS-8910
                        2026-06-08T09:00:00Z, 5, -1, 0, OGMS-8910
                        2026-06-08T09:00:00Z, 5, 1441, 0, OGMS-8910
                        2026-06-08T09:00:00Z, 5, 0, -1, OGMS-8911
                        2026-06-08T09:00:00Z, 5, 0, 51, OGMS-8911
                        2026-06-10T14:00:01Z, 5, 0, 0, OGMS-8912
                        2025-06-01T09:00:00Z, 5, 0, 0, OGMS-8912
                        """)
        void isRefusedWhereItCannotBe(
                String received, int keying, int rework, int asked, String code) {
            MaturityAnswer<PaperSheet> answer =
                    keep(
                            actor(World.SOUTH_LAB, Role.SCIENTIST),
                            "OG-26-000045",
                            received,
                            keying,
                            rework,
                            asked);

            String reason = assertInstanceOf(MaturityAnswer.Refused.class, answer).reason();
            assertTrue(reason.startsWith(code), reason);
            assertEquals(List.of(), kept);
        }

        @ParameterizedTest
        @CsvSource({"0, 0, 0", "1440, 1440, 50"})
        void isTakenAtTheEnds(int keying, int rework, int asked) {
            assertInstanceOf(
                    MaturityAnswer.Kept.class,
                    keep(
                            actor(World.SOUTH_LAB, Role.LABORATORY),
                            "OG-26-000045",
                            "2026-06-10T14:00:00Z",
                            keying,
                            rework,
                            asked));
        }

        @Test
        void ofAnotherLaboratorysOrderIsAsUnknownAsOfNone() {
            for (String number : List.of("OG-26-000045", "OG-26-999999")) {
                assertTrue(
                        assertInstanceOf(
                                        MaturityAnswer.NotFound.class,
                                        keep(
                                                actor(World.NORTH_LAB, Role.LABORATORY),
                                                number,
                                                "2026-06-08T09:00:00Z",
                                                1,
                                                0,
                                                0))
                                .reason()
                                .startsWith("OGMS-8913"));
            }
        }

        @ParameterizedTest
        @EnumSource(
                value = Role.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"LABORATORY", "SCIENTIST"})
        void isNobodyElsesToSay(Role role) {
            Actor other = actor(World.SOUTH_LAB, role);

            assertInstanceOf(
                    MaturityAnswer.NotAllowed.class,
                    keep(other, "OG-26-000045", "2026-06-08T09:00:00Z", 1, 0, 0));
            assertInstanceOf(MaturityAnswer.NotAllowed.class, desk.newest(other));
        }
    }

    @Nested
    class WhatASiteSaysOfItself {
        private final List<SelfAssessment> kept = new ArrayList<>();
        private final SelfAssessmentDesk desk =
                new SelfAssessmentDesk(
                        World.NETWORK,
                        new SelfAssessments() {
                            @Override
                            public void add(SelfAssessment assessment) {
                                kept.add(assessment);
                            }

                            @Override
                            public List<SelfAssessment> of(OdsCode site, int most) {
                                return List.of();
                            }
                        },
                        new SettableClock(World.NOW));

        private MaturityAnswer<SelfAssessment> assess(OdsCode site, int score, Actor actor) {
            return desk.assess(
                    site,
                    Map.of(SelfAssessment.Dimension.SAFE_PRACTICE, score),
                    Channel.PAGE,
                    actor);
        }

        @ParameterizedTest
        @CsvSource({"1", "3", "5"})
        void isKept(int score) {
            assess(World.PAPER_SITE, score, actor(World.PAPER_SITE, Role.MANAGER));

            assertEquals(
                    Map.of(SelfAssessment.Dimension.SAFE_PRACTICE, score),
                    kept.getFirst().scores());
            assertEquals(World.NOW, kept.getFirst().said().at());
        }

        @ParameterizedTest
        @CsvSource({"0", "-1", "6", "100"})
        void isRefusedOutsideOneToFive(int score) {
            String reason =
                    assertInstanceOf(
                                    MaturityAnswer.Refused.class,
                                    assess(
                                            World.PAPER_SITE,
                                            score,
                                            actor(World.PAPER_SITE, Role.MANAGER)))
                            .reason();

            assertTrue(reason.startsWith("OGMS-8920 safe-practice: "), reason);
            assertEquals(List.of(), kept);
        }

        @Test
        void isRefusedWhereItSaysNothing() {
            assertTrue(
                    assertInstanceOf(
                                    MaturityAnswer.Refused.class,
                                    desk.assess(
                                            World.PAPER_SITE,
                                            Map.of(),
                                            Channel.PAGE,
                                            actor(World.PAPER_SITE, Role.MANAGER)))
                            .reason()
                            .startsWith("OGMS-8921"));
        }

        @Test
        void isForItsOwnManagersAlone() {
            assertInstanceOf(
                    MaturityAnswer.NotAllowed.class,
                    assess(World.PAPER_SITE, 3, actor(World.DIGITAL_SITE, Role.MANAGER)));
            assertInstanceOf(
                    MaturityAnswer.NotAllowed.class,
                    assess(World.PAPER_SITE, 3, actor(World.PAPER_SITE, Role.CLINICIAN)));
            assertInstanceOf(
                    MaturityAnswer.NotAllowed.class,
                    assess(World.PAPER_SITE, 3, actor(World.PAPER_SITE, Role.OPERATOR)));
        }

        @Test
        void isOfAKnownSite() {
            OdsCode unknown = new OdsCode("ZR999");
            assertInstanceOf(
                    MaturityAnswer.NotFound.class,
                    assess(unknown, 3, actor(unknown, Role.MANAGER)));
        }
    }
}
