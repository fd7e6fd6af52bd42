package org.opengms.server.passports;

import java.time.Instant;
import java.util.Optional;

/// What an issuer vouches for about somebody, verified.
///
/// @param issuer who vouches
/// @param subject whom the issuer knows by this
/// @param type what kind of thing
/// @param value what
/// @param source who knows it
/// @param by in which part of the source it was said
/// @param asserted since when
/// @param expires until when
public record Visa(
        String issuer,
        String subject,
        Type type,
        String value,
        String source,
        Optional<String> by,
        Instant asserted,
        Instant expires) {
    /// The standard visa types (GA4GH Passport 1.2, *GA4GH Standard Visa Type Definitions*).
    public enum Type {
        AFFILIATION_AND_ROLE("AffiliationAndRole"),
        ACCEPTED_TERMS_AND_POLICIES("AcceptedTermsAndPolicies"),
        RESEARCHER_STATUS("ResearcherStatus"),
        CONTROLLED_ACCESS_GRANTS("ControlledAccessGrants"),
        LINKED_IDENTITIES("LinkedIdentities");

        private final String code;

        Type(String code) {
            this.code = code;
        }

        /// As a visa says it.
        public String code() {
            return code;
        }

        /// A type by its code; absent if it is none of the standard.
        static Optional<Type> find(String code) {
            for (Type type : values()) {
                if (type.code.equals(code)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }
}
