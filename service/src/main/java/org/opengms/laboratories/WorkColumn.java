package org.opengms.laboratories;

import java.util.List;
import java.util.Optional;

/// What a list of work says of each order.
public enum WorkColumn {
    /// The laboratory's own reference of the order: never the patient's name or number.
    REFERENCE("reference", "laboratoryreference", "labreference", "labref", "ref", "accession"),
    /// Clinical indication code of the test directory, such as R210.
    INDICATION("indication", "indicationcode", "clinicalindication", "clinicalindicationcode"),
    /// Test code of the directory, such as R210.2.
    TEST("test", "testcode"),
    /// How the test is done, in the words of the specification.
    METHOD("method", "testmethod", "technology"),
    /// Routine or urgent.
    PRIORITY("priority", "urgency"),
    /// The day on which the laboratory received the order.
    RECEIVED("received", "receiveddate", "datereceived", "receivedon"),
    /// The day on which the report is due.
    DUE("due", "duedate", "datedue", "dueon", "targetdate"),
    /// The day on which it was reported; empty while it is open.
    REPORTED("reported", "reporteddate", "datereported", "reportedon", "reportdate"),
    /// Open, on hold, reported or cancelled.
    STATUS("status", "orderstatus");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> headings;

    WorkColumn(String... headings) {
        this.headings = List.of(headings);
    }

    /// The column that a heading names; case, blanks and signs do not count.
    static Optional<WorkColumn> of(String heading) {
        String plain = PersonalTraces.lettersOf(heading);
        for (WorkColumn column : values()) {
            if (column.headings.contains(plain)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /// As the specification spells it.
    public String heading() {
        return headings.getFirst();
    }
}
