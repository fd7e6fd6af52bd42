package org.opengms.laboratories;

/// Why a row of a list of work is not taken.
public enum RowProblem {
    NHS_NUMBER(
            "A valid NHS number stands in it.",
            "Leave it out. If it is a number of your own that passes the check by chance, put a letter between its digits."),
    PERSON(
            "It says who the patient is.",
            "Send the order without names, dates of birth, numbers of the patient and contained resources."),
    REFERENCE_MISSING(
            "It has no reference.",
            "Give your own reference of the order, so that it is known again in your next list."),
    REFERENCE_UNUSABLE(
            "The reference is not one: letters, digits and . _ / - # : with at least one digit, at most 64 of them.",
            "Give your own reference of the order, never a name."),
    REFERENCE_ROUNDED(
            "A spreadsheet has turned the reference into a rounded number.",
            "Format the column as text before you type or paste into it, and save the sheet again."),
    SPREADSHEET_ERROR(
            "A cell holds an error of the spreadsheet, such as #N/A or ####.",
            "Mend the formula or widen the column, and save the sheet again."),
    METHOD_MISSING("It has neither a method nor a test code.", "Give at least one of both."),
    METHOD_UNKNOWN(
            "The method is not one of whole genome, exome, panel, microarray, single gene, other.",
            "Write one of them."),
    TEST_UNKNOWN(
            "No version of the test directory has this test code, and no method is given.",
            "Check the code, or give the method."),
    PRIORITY_UNKNOWN(
            "The priority is neither routine nor urgent.",
            "Write one of both, or leave it empty for routine."),
    STATUS_UNKNOWN(
            "The status is not one of open, on hold, reported, cancelled.",
            "Write one of them, or leave it empty: an order with a day of report is reported, another is open."),
    RECEIVED_MISSING(
            "It does not say when the order was received.",
            "Give the day, so that the order's age is known."),
    DATE_UNREADABLE(
            "A date is not one.",
            "Write 2026-03-31 or 31/03/2026, day before month, with the whole year."),
    DATE_AS_NUMBER(
            "A date is the number that a spreadsheet keeps for it.",
            "Format the column as a date, yyyy-mm-dd, and save the sheet again."),
    DATE_IMPLAUSIBLE(
            "It was received before 2000, or a day is after the day of the list, or it is due decades away.",
            "Check the year."),
    DATES_DISAGREE(
            "It is reported or due before it was received.",
            "Check which of both days is wrong; an order without a due day may leave it empty."),
    STATUS_DISAGREES(
            "Status and day of report disagree: a reported order has one, no other has.",
            "Mend the one that is wrong."),
    OPEN_IN_HISTORY(
            "It is open, but the file is said to hold history only.",
            "Leave open orders out, or import the file as the complete list."),
    REPEATED(
            "An earlier row of the file has the same reference and test.",
            "Keep the row that is right.");

    private final String words;
    private final String advice;

    RowProblem(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    /// What is wrong, in a sentence.
    public String words() {
        return words;
    }

    /// What to do, in a sentence.
    public String advice() {
        return advice;
    }
}
