package org.opengms.orders;

import static org.opengms.orders.OrderKind.Cardinality.NONE;
import static org.opengms.orders.OrderKind.Cardinality.ONE;
import static org.opengms.orders.OrderKind.Cardinality.PER_PARENT_SPECIMEN;
import static org.opengms.orders.OrderKind.Cardinality.PER_SPECIMEN;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What kind of work an order asks for, and how many tasks of each code it gets: the cardinality
/// table of the national Task profile (`NHSEngland-Task-Genomics` 0.3.0, element `Task.code`;
/// *National Genomic Testing Process* v1.0). It counts the tasks that are alive at one time: where
/// one has failed, another takes its place.
@SuppressWarnings("ImmutableEnumChecker") // its lists and sets are made by List.of and Set.of
public enum OrderKind {
    // the ten codes in their order:
    // request · alignment · preparation · processing · data · interpretation · interim · MDT ·
    // final · distribution

    /// A test of a sample.
    NORMAL(
            "Test",
            Set.of(),
            List.of(
                    ONE,
                    PER_SPECIMEN,
                    PER_SPECIMEN,
                    PER_SPECIMEN,
                    PER_SPECIMEN,
                    PER_SPECIMEN,
                    PER_SPECIMEN,
                    ONE,
                    ONE,
                    ONE)),
    /// The data of an earlier test are analysed again. `R387` of the rare disease directory v5.1;
    /// `GT192` of its successor.
    REANALYSIS(
            "Re-analysis",
            Set.of("R387", "GT192"),
            List.of(
                    ONE,
                    ONE,
                    NONE,
                    NONE,
                    PER_PARENT_SPECIMEN,
                    PER_PARENT_SPECIMEN,
                    PER_PARENT_SPECIMEN,
                    ONE,
                    ONE,
                    ONE)),
    /// What an earlier test found is judged again. `R442` of the rare disease directory v5.1;
    /// `GT1013` of its successor.
    REINTERPRETATION(
            "Re-interpretation",
            Set.of("R442", "GT1013"),
            List.of(
                    ONE,
                    ONE,
                    NONE,
                    NONE,
                    NONE,
                    PER_PARENT_SPECIMEN,
                    PER_PARENT_SPECIMEN,
                    ONE,
                    ONE,
                    ONE)),
    /// DNA is extracted and kept for a later test. `R346` of the rare disease directory v5.1;
    /// `GT905` and the package `TP347` of its successor.
    DNA_STORAGE(
            "DNA storage",
            Set.of("R346", "GT905", "TP347"),
            List.of(ONE, PER_SPECIMEN, PER_SPECIMEN, NONE, NONE, NONE, NONE, NONE, ONE, ONE)),
    /// A relative takes part in the test of the proband: their sample is worked on up to the data,
    /// and what it says is in the proband's report. Decision of the maintainers: the national table
    /// does not tell relatives' orders apart.
    FAMILY_MEMBER(
            "Relative's part",
            Set.of(),
            List.of(
                    ONE,
                    PER_SPECIMEN,
                    PER_SPECIMEN,
                    PER_SPECIMEN,
                    PER_SPECIMEN,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE));

    /// How many tasks of a code are alive at one time.
    public enum Cardinality {
        NONE("0"),
        ONE("1"),
        PER_SPECIMEN("1 per specimen"),
        /// For each specimen of the parent order; one where the service does not know the parent.
        PER_PARENT_SPECIMEN("1 per specimen of the parent order");

        private final String words;

        Cardinality(String words) {
            this.words = words;
        }

        /// The number in words.
        public String words() {
            return words;
        }
    }

    private final String words;
    private final Set<String> codes;
    private final List<Cardinality> cardinalities;

    OrderKind(String words, Set<String> codes, List<Cardinality> cardinalities) {
        this.words = words;
        this.codes = codes;
        this.cardinalities = cardinalities;
    }

    /// The kind in words.
    public String words() {
        return words;
    }

    /// How many tasks of a code it has.
    public Cardinality cardinality(TaskCode code) {
        return cardinalities.get(code.step() - 1);
    }

    /// The codes of its tasks, in the order of the work.
    public List<TaskCode> work() {
        return Arrays.stream(TaskCode.values()).filter(code -> cardinality(code) != NONE).toList();
    }

    /// Whether a sample must be at hand.
    public boolean needsSample() {
        return cardinality(TaskCode.SAMPLE_PREPARATION) != NONE;
    }

    /// Whether it reads again what an earlier order of the same person has.
    public boolean readsParent() {
        return cardinality(TaskCode.INTERPRETATION) == PER_PARENT_SPECIMEN;
    }

    /// The kind that the codes of an order ask for. The test speaks before the indication, since a
    /// test of stored DNA carries the indication of what is tested.
    ///
    /// @param role of the person tested in their family
    public static OrderKind of(
            Optional<String> indicationCode, Optional<String> testCode, ParticipantRole role) {
        return testCode.flatMap(OrderKind::byCode)
                .or(() -> indicationCode.flatMap(OrderKind::byCode))
                .orElse(role == ParticipantRole.CONSULTAND ? FAMILY_MEMBER : NORMAL);
    }

    /// Whether it ends with a report of its own.
    public boolean isReported() {
        return cardinality(TaskCode.PRODUCE_FINAL_REPORT) != NONE;
    }

    private static Optional<OrderKind> byCode(String code) {
        int dot = code.indexOf('.');
        String stem = dot < 0 ? code : code.substring(0, dot);
        for (OrderKind kind : values()) {
            if (kind.codes.contains(stem)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /// The directory codes that ask for this kind; none for a normal test.
    public Set<String> codes() {
        return codes;
    }
}
