package org.opengms.evaluation.snapshot;

/// Why a row of a table was left out, or a value of it not taken.
public enum ProblemReason {
    /// The row has another number of fields than the heading.
    WRONG_NUMBER_OF_FIELDS(Consequence.LEFT_OUT),
    /// Without its own number or day of order an order is none.
    NOT_IDENTIFIED(Consequence.LEFT_OUT),
    /// The number of another order, above.
    DUPLICATE_NUMBER(Consequence.LEFT_OUT),
    /// A day before another that must come first, or after the day of the snapshot.
    IMPOSSIBLE_DATE(Consequence.LEFT_OUT),
    /// Ordered before the first day of the snapshot.
    OUTSIDE_PERIOD(Consequence.LEFT_OUT),
    /// Two fields that exclude each other.
    CONTRADICTION(Consequence.LEFT_OUT),
    /// About an order that is not there.
    UNKNOWN_ORDER(Consequence.LEFT_OUT),
    /// Not a day, number or word of the form that the field has.
    WRONG_FORM(Consequence.TAKEN_AS_NOT_RECORDED),
    /// Not in the code list.
    OUTSIDE_CODE_LIST(Consequence.TAKEN_AS_NOT_RECORDED),
    /// A number that is too small or too large.
    OUT_OF_RANGE(Consequence.TAKEN_AS_NOT_RECORDED),
    /// Blank: nothing says why there is no value.
    UNEXPLAINED_BLANK(Consequence.TAKEN_AS_NOT_RECORDED);

    /// What becomes of what has a problem.
    public enum Consequence {
        /// The row is not evaluated; it is counted as left out.
        LEFT_OUT,
        /// The row stays, without the value.
        TAKEN_AS_NOT_RECORDED
    }

    private final Consequence consequence;

    ProblemReason(Consequence consequence) {
        this.consequence = consequence;
    }

    /// What becomes of what has it.
    public Consequence consequence() {
        return consequence;
    }
}
