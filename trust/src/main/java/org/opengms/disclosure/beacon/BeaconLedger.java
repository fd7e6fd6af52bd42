package org.opengms.disclosure.beacon;

import java.util.Optional;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/// Where answers and what has been spent are kept for good.
public interface BeaconLedger {
    /// Does something as one: nobody else reads or spends meanwhile, and all of it is durable when
    /// this returns, or none of it if it throws.
    <T> T atomically(Function<Session, T> work);

    /// What can be read and written within one transaction.
    interface Session {
        /// The answer given in an epoch.
        Optional<Boolean> answer(int epoch, AlleleQuestion question);

        /// Keeps the answer of an epoch.
        void keep(int epoch, AlleleQuestion question, boolean exists);

        /// How many questions about rare alleles an entity has asked, ever. The same question
        /// counts once in each epoch.
        int asked(LegalEntity entity);

        /// Whether an entity has asked a question in an epoch.
        boolean hasAsked(LegalEntity entity, int epoch, AlleleQuestion question);

        /// Notes that it has.
        void ask(LegalEntity entity, int epoch, AlleleQuestion question);

        /// Those of whom answers may tell more.
        ///
        /// @param microNats more, in millionths of a nat
        /// @param ldBlock where
        /// @param blockLimit most that may ever be told of a person in one block
        /// @param limit most that may ever be told of a person
        RoaringBitmap able(
                RoaringBitmap people, int ldBlock, long microNats, long blockLimit, long limit);

        /// Notes that an answer has told about people.
        void charge(RoaringBitmap people, int ldBlock, long microNats);
    }
}
