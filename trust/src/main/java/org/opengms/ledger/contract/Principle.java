package org.opengms.ledger.contract;

/// A published principle that no contract may go against.
public enum Principle {
    /// 2019 framework, principle 3.
    NO_EXCLUSIVE_RAW_DATA(
            "Creating the right framework (2019), principle 3: no exclusive arrangements for raw data, and no limits on the benefit to the NHS at national level"),
    /// 2019 framework, principle 2.
    FAIR_TERMS(
            "Creating the right framework (2019), principle 2: terms are fair and boards answer for them"),
    /// Value Sharing Framework, principle 1.
    COST_IS_NO_BAR(
            "Value Sharing Framework (2023), principle 1: cost must not prevent use for the public good"),
    /// Value Sharing Framework, principle 2.
    COSTS_ARE_RECOVERED("Value Sharing Framework (2023), principle 2: the NHS recovers its costs"),
    /// Value Sharing Framework, principle 4.
    PROPORTIONATE_SHARE(
            "Value Sharing Framework (2023), principle 4: a share of commercial value in proportion to what the NHS contributed");

    private final String citation;

    Principle(String citation) {
        this.citation = citation;
    }

    /// Where it is written and what it says, in short.
    public String citation() {
        return citation;
    }
}
