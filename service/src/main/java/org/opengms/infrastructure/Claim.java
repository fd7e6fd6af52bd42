package org.opengms.infrastructure;

import java.time.Instant;
import java.util.Optional;
import org.opengms.directory.TestMethod;

/// What a statement says of a laboratory or a site.
public sealed interface Claim {
    /// No figure is larger: beyond it a unit was mistaken.
    double LARGEST = 1e9;

    /// How much of a limit there is.
    ///
    /// @param amount in the unit of the limit; 0 where there is none of it
    record Capacity(Limit limit, double amount) implements Claim {
        /// @throws IllegalArgumentException if the amount is negative, absurd or no number
        public Capacity {
            if (!(amount >= 0 && amount <= LARGEST)) {
                throw new IllegalArgumentException(
                        "OGMS-6502 The capacity of %s is %s: it must be between 0 and 1,000,000,000 %s. Check the number and its unit."
                                .formatted(limit.code(), amount, limit.unit()));
            }
        }

        @Override
        public String topic() {
            return limit.code();
        }
    }

    /// What a laboratory has open by a method that is not on the platform.
    ///
    /// @param openOrders received and neither reported nor cancelled
    /// @param oldestAgeDays calendar days since the oldest of them was received, if it is said
    record Queue(TestMethod method, int openOrders, Optional<Integer> oldestAgeDays)
            implements Claim {
        private static final int MOST_ORDERS = 10_000_000;
        private static final int MOST_DAYS = 36_525;

        /// @throws IllegalArgumentException if a figure is negative or absurd, or nothing is open
        ///   and something has an age
        public Queue {
            if (openOrders < 0 || openOrders > MOST_ORDERS) {
                throw new IllegalArgumentException(
                        "OGMS-6503 The queue of %s has %d open orders: it must be between 0 and %d."
                                .formatted(method, openOrders, MOST_ORDERS));
            }
            if (oldestAgeDays.filter(days -> days < 0 || days > MOST_DAYS).isPresent()
                    || (openOrders == 0 && oldestAgeDays.filter(days -> days > 0).isPresent())) {
                throw new IllegalArgumentException(
                        "OGMS-6503 The oldest of %d open orders of %s is %d days old: that cannot be. Leave the age out if it is not known."
                                .formatted(openOrders, method, oldestAgeDays.orElse(0)));
            }
        }

        @Override
        public String topic() {
            return "queue:" + method.name();
        }
    }

    /// A piece of equipment and what it gives. Said again under the same name it is corrected.
    ///
    /// @param id what the laboratory calls it
    /// @param model as its maker calls it, at most 100 characters
    /// @param gives what there is more of because of it
    /// @param amount in the unit of its kind; 0 once it is out of use for good
    record Equipment(EquipmentId id, String model, ResourceKind gives, double amount)
            implements Claim {
        /// The longest name of a model, in characters.
        public static final int LONGEST_MODEL = 100;

        /// @throws IllegalArgumentException if the amount is negative, absurd or no number, or the
        ///   model is blank or too long
        public Equipment {
            if (!(amount >= 0 && amount <= LARGEST)) {
                throw new IllegalArgumentException(
                        "OGMS-6502 The equipment %s gives %s: it must be between 0 and 1,000,000,000 %s. Check the number and its unit."
                                .formatted(id, amount, gives.unit()));
            }
            if (model.isBlank() || model.length() > LONGEST_MODEL) {
                throw new IllegalArgumentException(
                        "OGMS-6511 The model of the equipment %s has %d characters: it needs 1 to %d, such as the maker's name for it."
                                .formatted(id, model.strip().length(), LONGEST_MODEL));
            }
            model = model.strip();
        }

        /// What it adds to.
        public Limit limit() {
            return new Limit.Resource(gives);
        }

        @Override
        public String topic() {
            return topic(id);
        }

        /// What a claim about this piece is about.
        static String topic(EquipmentId id) {
            return "equipment:" + id;
        }
    }

    /// Something does not work, or works only in part. Said again under the same identifier it is
    /// corrected.
    ///
    /// @param from when it began or will begin
    /// @param expectedEnd when it should be over, if anybody knows
    /// @param remainingShare what is left, between 0 and 1: of the one piece of equipment if it is
    ///   one, else of the whole capacity
    /// @param equipment the one piece that does not work, if it is not all
    record Outage(
            OutageId id,
            Limit limit,
            Instant from,
            Optional<Instant> expectedEnd,
            double remainingShare,
            Optional<EquipmentId> equipment)
            implements Claim {
        /// Of the whole capacity.
        ///
        /// @throws IllegalArgumentException as the other does
        public Outage(
                OutageId id,
                Limit limit,
                Instant from,
                Optional<Instant> expectedEnd,
                double remainingShare) {
            this(id, limit, from, expectedEnd, remainingShare, Optional.empty());
        }

        /// @throws IllegalArgumentException if the share is outside 0..1, or it ends before it
        ///   begins
        public Outage {
            if (!(remainingShare >= 0 && remainingShare <= 1)) {
                throw new IllegalArgumentException(
                        "OGMS-6504 The remaining share of %s is %s: a share lies between 0 and 1. Maybe it is per cent: divide by 100."
                                .formatted(limit.code(), remainingShare));
            }
            if (expectedEnd.filter(end -> !end.isAfter(from)).isPresent()) {
                throw new IllegalArgumentException(
                        "OGMS-6504 The outage of %s would end %s, before it begins %s. Check both times."
                                .formatted(limit.code(), expectedEnd.get(), from));
            }
        }

        @Override
        public String topic() {
            return "outage:" + id;
        }
    }

    /// An outage is over.
    ///
    /// @param at since when
    record OutageEnd(OutageId id, Instant at) implements Claim {
        @Override
        public String topic() {
            return "outage:" + id;
        }
    }

    /// How digital an ordering site is.
    record Readiness(DigitalReadiness shares) implements Claim {
        @Override
        public String topic() {
            return "readiness";
        }
    }

    /// What the claim is about: of two statements about one subject and topic, one holds.
    String topic();
}
