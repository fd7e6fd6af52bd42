package org.opengms.gate;

import org.opengms.consent.ResearchQuestion;

/// Why personal data is read.
public enum Purpose {
    /// Care of the person whose data it is.
    DIRECT_CARE,
    /// Doing the test that was ordered.
    LABORATORY_WORK,
    /// Choosing the test of an order that is being taken in for the person.
    CHOOSING_A_TEST,
    /// Care of somebody who is tested as a member of the person's family.
    CARE_OF_RELATIVE,
    /// Research by hospitals, universities and charities.
    RESEARCH,
    /// Research by companies.
    RESEARCH_BY_COMPANIES,
    /// The person reads what is kept of them.
    OWN_RECORD,
    /// A proxy reads for the person what the person may let them see.
    ON_BEHALF,
    /// Running the service, without knowing who is who.
    SERVICE_MANAGEMENT,
    /// Answering for how an organisation uses personal data: who read, when and why.
    AUDIT;

    /// The purpose of research of that reach. What does not say that it is without profit counts as
    /// for profit.
    public static Purpose of(ResearchQuestion.Reach reach) {
        return switch (reach) {
            case NOT_FOR_PROFIT -> RESEARCH;
            case FOR_PROFIT, NOT_SAID -> RESEARCH_BY_COMPANIES;
        };
    }

    /// Whether what the person said bears on it. Direct care and the test itself do not wait for a
    /// choice about other uses.
    public boolean dependsOnConsent() {
        return switch (this) {
            case CARE_OF_RELATIVE, RESEARCH, RESEARCH_BY_COMPANIES, ON_BEHALF -> true;
            case DIRECT_CARE,
                    LABORATORY_WORK,
                    CHOOSING_A_TEST,
                    OWN_RECORD,
                    SERVICE_MANAGEMENT,
                    AUDIT ->
                    false;
        };
    }

    /// Whether it is a use of the data for anything but the care of the person or their family.
    /// Nothing is released for it before its record is in the transparency log.
    public boolean isSecondary() {
        return switch (this) {
            case RESEARCH, RESEARCH_BY_COMPANIES, SERVICE_MANAGEMENT -> true;
            case DIRECT_CARE,
                    LABORATORY_WORK,
                    CHOOSING_A_TEST,
                    CARE_OF_RELATIVE,
                    OWN_RECORD,
                    ON_BEHALF,
                    AUDIT ->
                    false;
        };
    }
}
