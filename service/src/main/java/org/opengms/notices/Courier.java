package org.opengms.notices;

/// Whoever carries electronic notices.
public interface Courier {
    /// What is carried.
    ///
    /// @param reference the same however often this notice is handed over
    record Message(NoticeId reference, ContactAddress to, NoticeWords words) {
        /// Never the address: it is personal data.
        @Override
        public String toString() {
            return "Message[" + reference.value() + "]";
        }
    }

    /// What became of it.
    sealed interface Answer {
        /// It is on its way.
        ///
        /// @param receipt the provider's reference
        record Taken(String receipt) implements Answer {}

        /// It will never be taken.
        ///
        /// @param code what was wrong, without anything of the person
        record Refused(String code) implements Answer {}

        /// It was not taken now.
        ///
        /// @param code what was wrong, without anything of the person
        record Unavailable(String code) implements Answer {}
    }

    /// Hands a message over. A message of the same reference may have been handed over before by a
    /// process that died before it could note it.
    Answer carry(Message message);
}
