package org.opengms.evaluation.snapshot;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opengms.evaluation.snapshot.Code.AcmgClass;
import org.opengms.evaluation.snapshot.Code.Actionability;
import org.opengms.evaluation.snapshot.Code.AgeBand;
import org.opengms.evaluation.snapshot.Code.Channel;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Ethnicity;
import org.opengms.evaluation.snapshot.Code.Method;
import org.opengms.evaluation.snapshot.Code.Research;
import org.opengms.evaluation.snapshot.Code.Response;
import org.opengms.evaluation.snapshot.Code.Sex;
import org.opengms.evaluation.snapshot.Code.Solved;
import org.opengms.evaluation.snapshot.Code.Structure;
import org.opengms.evaluation.snapshot.Code.Tier;
import org.opengms.evaluation.snapshot.Code.Utility;
import org.opengms.evaluation.snapshot.Code.YesNo;

/// A column of the table of orders, with the type of what stands in it.
///
/// @param <T> of a value
public final class OrderField<T> {
    private static final String WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._,:;()/&'+-]{0,99}";

    /// Number of the order: a pseudonym that means nothing elsewhere.
    public static final OrderField<String> NUMBER = word(0, "order");

    /// Number of the family, likewise a pseudonym.
    public static final OrderField<String> FAMILY = word(1, "family");

    /// Clinical indication, such as R27.
    public static final OrderField<String> INDICATION = word(2, "indication");

    /// How the test is done.
    public static final OrderField<Method> METHOD = code(3, "method", Method.class);

    /// Who was tested with the proband.
    public static final OrderField<Structure> STRUCTURE =
            code(4, "familyStructure", Structure.class);

    /// Region where the proband lives.
    public static final OrderField<String> REGION = word(5, "region");

    /// ODS code of the ordering site.
    public static final OrderField<String> SITE = word(6, "site");

    /// ODS code of the laboratory that reports.
    public static final OrderField<String> LABORATORY = word(7, "laboratory");

    /// Day of the order.
    public static final OrderField<LocalDate> ORDERED = day(8, "orderedDay");

    /// Age at the order.
    public static final OrderField<AgeBand> AGE = code(9, "ageBand", AgeBand.class);

    /// Sex.
    public static final OrderField<Sex> SEX = code(10, "sex", Sex.class);

    /// Ethnic category.
    public static final OrderField<Ethnicity> ETHNICITY = code(11, "ethnicity", Ethnicity.class);

    /// Decile of the index of multiple deprivation of where the proband lives: 1 is most deprived.
    public static final OrderField<Integer> DEPRIVATION = number(12, "deprivationDecile", 1, 10);

    /// How the order came.
    public static final OrderField<Channel> CHANNEL = code(13, "channel", Channel.class);

    /// Whether the indication and the patient were eligible for whole genome sequencing.
    public static final OrderField<YesNo> WGS_ELIGIBLE = code(14, "wgsEligible", YesNo.class);

    /// Turnaround standard that held for the test, in calendar days.
    public static final OrderField<Integer> STANDARD = number(15, "standardCalendarDays", 1, 730);

    /// Day on which the laboratory had the sample; turnaround counts from here.
    public static final OrderField<LocalDate> RECEIVED = day(16, "receivedDay");

    /// How it ended.
    public static final OrderField<Ending> ENDING = code(17, "ending", Ending.class);

    /// Day of the report, or of how else it ended.
    public static final OrderField<LocalDate> ENDED = day(18, "endedDay");

    /// Whether the case is solved.
    public static final OrderField<Solved> SOLVED = code(19, "caseSolved", Solved.class);

    /// Whether the result can be acted upon.
    public static final OrderField<Actionability> ACTIONABILITY =
            code(20, "actionability", Actionability.class);

    /// What the result was good for.
    public static final OrderField<Set<Utility>> UTILITY = utilities(21, "clinicalUtility");

    /// Whether the outcome was asked for and answered.
    public static final OrderField<Response> RESPONSE = code(22, "outcomeResponse", Response.class);

    /// Whether it was drawn into the random follow-up of those without an answer.
    public static final OrderField<YesNo> FOLLOW_UP = code(23, "followUpSample", YesNo.class);

    /// Class of the variant reported.
    public static final OrderField<AcmgClass> ACMG = code(24, "acmgClass", AcmgClass.class);

    /// Best tier.
    public static final OrderField<Tier> TIER = code(25, "tier", Tier.class);

    /// Choice about research.
    public static final OrderField<Research> RESEARCH = code(26, "researchChoice", Research.class);

    /// Day on which that choice was withdrawn.
    public static final OrderField<LocalDate> RESEARCH_WITHDRAWN = day(27, "researchWithdrawnDay");

    /// What the test cost, where the accounts say, in pence.
    public static final OrderField<Integer> COST_PENCE = number(28, "costPence", 0, 1_000_000_000);

    /// DNA extractions.
    public static final OrderField<Integer> EXTRACTIONS = number(29, "extractions", 0, 1000);

    /// Samples sequenced or hybridised.
    public static final OrderField<Integer> ASSAYS = number(30, "assays", 0, 1000);

    /// Samples through the analysis pipeline.
    public static final OrderField<Integer> ANALYSES = number(31, "analyses", 0, 1000);

    /// Minutes of interpretation.
    public static final OrderField<Integer> INTERPRETATION_MINUTES =
            number(32, "interpretationMinutes", 0, 100_000);

    /// Minutes of multidisciplinary meetings, over everybody present.
    public static final OrderField<Integer> MEETING_MINUTES =
            number(33, "meetingMinutes", 0, 100_000);

    /// Confirmations by another method.
    public static final OrderField<Integer> CONFIRMATIONS = number(34, "confirmations", 0, 1000);

    private static final List<OrderField<?>> ALL =
            List.of(
                    NUMBER,
                    FAMILY,
                    INDICATION,
                    METHOD,
                    STRUCTURE,
                    REGION,
                    SITE,
                    LABORATORY,
                    ORDERED,
                    AGE,
                    SEX,
                    ETHNICITY,
                    DEPRIVATION,
                    CHANNEL,
                    WGS_ELIGIBLE,
                    STANDARD,
                    RECEIVED,
                    ENDING,
                    ENDED,
                    SOLVED,
                    ACTIONABILITY,
                    UTILITY,
                    RESPONSE,
                    FOLLOW_UP,
                    ACMG,
                    TIER,
                    RESEARCH,
                    RESEARCH_WITHDRAWN,
                    COST_PENCE,
                    EXTRACTIONS,
                    ASSAYS,
                    ANALYSES,
                    INTERPRETATION_MINUTES,
                    MEETING_MINUTES,
                    CONFIRMATIONS);

    /// What stands in a column.
    sealed interface Kind {
        /// Words, kept once each.
        record Words(Pattern form) implements Kind {}

        /// One of a list.
        record Codes(List<? extends Code> list) implements Kind {
            public Codes {
                list = List.copyOf(list);
            }
        }

        /// Any of a list, as the bits of a number.
        record Sets(List<? extends Code> list) implements Kind {
            public Sets {
                list = List.copyOf(list);
            }
        }

        /// Days, as those since 1970.
        record Days() implements Kind {}

        /// Whole numbers.
        record Numbers(int least, int most) implements Kind {}
    }

    private final int index;
    private final String name;
    private final Kind kind;

    private OrderField(int index, String name, Kind kind) {
        this.index = index;
        this.name = name;
        this.kind = kind;
    }

    private static OrderField<String> word(int index, String name) {
        return new OrderField<>(index, name, new Kind.Words(Pattern.compile(WORD)));
    }

    private static <E extends Enum<E> & Code> OrderField<E> code(
            int index, String name, Class<E> list) {
        return new OrderField<>(
                index, name, new Kind.Codes(Arrays.asList(list.getEnumConstants())));
    }

    private static OrderField<Set<Utility>> utilities(int index, String name) {
        return new OrderField<>(
                index, name, new Kind.Sets(List.copyOf(EnumSet.allOf(Utility.class))));
    }

    private static OrderField<LocalDate> day(int index, String name) {
        return new OrderField<>(index, name, new Kind.Days());
    }

    private static OrderField<Integer> number(int index, String name, int least, int most) {
        return new OrderField<>(index, name, new Kind.Numbers(least, most));
    }

    /// Every column, in the order of the table.
    public static List<OrderField<?>> all() {
        return ALL;
    }

    /// The column with a name.
    ///
    /// @throws IllegalArgumentException if there is none
    public static OrderField<?> named(String name) {
        return ALL.stream()
                .filter(f -> f.name.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "OGMS-9020 The table of orders has no field %s. Fields are %s."
                                        .formatted(
                                                name,
                                                ALL.stream().map(OrderField::name).toList())));
    }

    /// Heading of the column.
    public String name() {
        return name;
    }

    int index() {
        return index;
    }

    Kind kind() {
        return kind;
    }

    /// A value as it stands in the table.
    String text(T value) {
        return switch (kind) {
            case Kind.Codes _ -> ((Code) value).code();
            case Kind.Sets(List<? extends Code> list) ->
                    list.stream()
                            .filter(((Set<?>) value)::contains)
                            .map(Code::code)
                            .collect(Collectors.joining("|"));
            case Kind.Words _, Kind.Numbers _, Kind.Days _ -> value.toString();
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
