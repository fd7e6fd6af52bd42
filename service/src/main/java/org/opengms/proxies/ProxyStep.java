package org.opengms.proxies;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/// What became of a proxy's access.
public sealed interface ProxyStep {
    /// Who recorded it, and for which organisation.
    String by();

    /// The clinician's, for staff alone.
    String words();

    /// When it was recorded.
    Instant at();

    /// The person agreed to it, or a clinician decided it for them.
    ///
    /// @param decider whose decision it is
    /// @param scopes what is agreed to; nothing means no access
    /// @param on the day on which it was agreed
    record Agreed(
            Decider decider,
            Set<ProxyScope> scopes,
            LocalDate on,
            String words,
            String by,
            Instant at)
            implements ProxyStep {
        public Agreed {
            scopes =
                    scopes.isEmpty()
                            ? Set.of()
                            : java.util.Collections.unmodifiableSet(EnumSet.copyOf(scopes));
        }
    }

    /// It ends at once.
    ///
    /// @param words the clinician's, for staff alone
    record Stopped(Why why, String words, String by, Instant at) implements ProxyStep {}

    /// Whose decision narrowing is.
    enum Decider {
        THE_PERSON,
        A_CLINICIAN
    }

    /// Why it is stopped.
    enum Why {
        SAFEGUARDING("safeguarding"),
        COURT_ORDER("an order of a court"),
        THE_PERSON_ASKED("the person asked"),
        NO_LONGER_NEEDED("no longer needed");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /// As a sentence says.
        public String words() {
            return words;
        }
    }
}
