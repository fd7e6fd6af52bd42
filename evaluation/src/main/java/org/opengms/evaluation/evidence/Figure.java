package org.opengms.evaluation.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// One figure that somebody published, or that is asked for and that nobody published.
///
/// @param id by which answers quote it
/// @param questions which it bears on
/// @param step of the pathway that it belongs to
/// @param quantity what is measured, in words
/// @param unit of the value
/// @param bound how the value is meant
/// @param value as published; absent where a range was published, where only counts were, and where
///   nothing was
/// @param range from the least to the greatest of several values; not an interval of uncertainty
/// @param interval of uncertainty, as published
/// @param numerator those with the event, as published
/// @param denominator those in whom it could occur, as published
/// @param population whom it is about
/// @param period when
/// @param design how it was found
/// @param source where it stands
/// @param where in the source
/// @param verified how the figure was checked
/// @param missing what one would need beside it to use it
/// @param disagreement where the publication contradicts itself or another, in words
public record Figure(
        String id,
        List<String> questions,
        Step step,
        String quantity,
        Unit unit,
        Bound bound,
        Optional<Published> value,
        Optional<Range> range,
        Optional<StatedInterval> interval,
        OptionalLong numerator,
        OptionalLong denominator,
        String population,
        String period,
        Design design,
        String source,
        String where,
        Verified verified,
        List<String> missing,
        Optional<String> disagreement) {

    /// Steps of the pathway, in their order.
    public enum Step {
        /// Who is sent, and who could be.
        REFERRAL,
        /// What people agree to.
        CONSENT,
        /// Blood, tissue, DNA.
        SAMPLE,
        /// The genome.
        SEQUENCING,
        /// What is made of it.
        INTERPRETATION,
        /// When and how it is told.
        REPORT,
        /// What it finds.
        DIAGNOSIS,
        /// What is done.
        CARE,
        /// What it costs.
        COST,
        /// For whom it works.
        EQUITY,
        /// What science gains.
        RESEARCH,
        /// What the data earn, and where that goes.
        VALUE;

        /// In words for a reader.
        public String words() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /// Units.
    public enum Unit {
        /// Of a hundred.
        PERCENT(" %"),
        /// People, families, samples: the quantity says which.
        COUNT(""),
        /// A ratio of odds.
        ODDS_RATIO(""),
        /// So many times.
        TIMES(" times"),
        /// Pounds sterling, at prices of the source.
        POUNDS(""),
        /// Months.
        MONTHS(" months"),
        /// Years.
        YEARS(" years"),
        /// Working days.
        WORKING_DAYS(" working days"),
        /// 10¹⁵ bytes.
        PETABYTES(" PB");

        private final String after;

        Unit(String after) {
            this.after = after;
        }

        /// A number with its unit.
        String of(Published number) {
            return this == POUNDS ? "£" + grouped(number) : grouped(number) + after;
        }

        /// Two numbers with their unit.
        String of(Published lower, Published upper) {
            return this == POUNDS
                    ? "£" + grouped(lower) + " to £" + grouped(upper)
                    : grouped(lower) + " to " + grouped(upper) + after;
        }

        private static String grouped(Published number) {
            int point = number.digits().indexOf('.');
            String whole = point < 0 ? number.digits() : number.digits().substring(0, point);
            return String.format(Locale.ROOT, "%,d", Long.parseLong(whole))
                    + (point < 0 ? "" : number.digits().substring(point));
        }
    }

    /// How a value is meant.
    public enum Bound {
        /// So much.
        EXACT,
        /// About so much.
        ABOUT,
        /// So much or more.
        AT_LEAST,
        /// So much or less.
        AT_MOST,
        /// Nobody published it, as far as was found: the row says what is missing.
        NOT_PUBLISHED,
        /// It is published, and could not be read.
        NOT_READ;

        /// Whether there is a number.
        public boolean isGiven() {
            return this != NOT_PUBLISHED && this != NOT_READ;
        }
    }

    /// How a figure was found.
    public enum Design {
        /// Patients followed, without a group to compare with.
        COHORT("cohort without comparison"),
        /// Counted from routine records.
        RECORDS("count of records"),
        /// Studies pooled.
        META_ANALYSIS("pooled studies"),
        /// Each activity costed.
        MICROCOSTING("micro-costing"),
        /// People asked.
        SURVEY("survey"),
        /// One patient.
        SINGLE_CASE("single case"),
        /// Said without a method.
        STATEMENT("statement without method"),
        /// None found.
        NONE_FOUND("none found");

        private final String words;

        Design(String words) {
            this.words = words;
        }

        /// In words for a reader.
        public String words() {
            return words;
        }
    }

    /// How a figure was checked.
    public enum Verified {
        /// Read in the publication itself.
        READ_AT_SOURCE("read at source"),
        /// Read where somebody else tells of it.
        SECONDARY("secondary source only"),
        /// Not confirmed, or not found.
        NOT_CONFIRMED("not confirmed");

        private final String words;

        Verified(String words) {
            this.words = words;
        }

        /// In words for a reader.
        public String words() {
            return words;
        }
    }

    /// The least and the greatest of several values.
    ///
    /// @param lower the least
    /// @param upper the greatest
    public record Range(Published lower, Published upper) {
        /// @throws IllegalArgumentException OGMS-9102 if it runs backwards
        public Range {
            if (lower.value() >= upper.value()) {
                throw new IllegalArgumentException(
                        "OGMS-9102 The range %s to %s does not run upwards."
                                .formatted(lower.digits(), upper.digits()));
            }
        }
    }

    /// @throws IllegalArgumentException OGMS-9102 if a part is blank, missing or impossible;
    ///   OGMS-9103 if the counts do not give the value, or the interval does not belong to it
    public Figure {
        Rows.id("A figure", id);
        String here = "Figure " + id;
        questions = List.copyOf(questions);
        missing = List.copyOf(missing);
        Rows.written(here, "quantity", quantity);
        Rows.written(here, "population", population);
        Rows.written(here, "period", period);
        Rows.written(here, "where", where);
        Rows.some(here, "questions", questions);
        Rows.some(here, "missing", missing);
        disagreement.ifPresent(words -> Rows.written(here, "disagreement", words));
        checkWhatIsGiven(here, unit, bound, design, value, range, numerator, denominator);
        interval.ifPresent(stated -> {
            if (value.isEmpty()) {
                throw Rows.refused(here, "has an interval without a value");
            }
            stated.check(here, value.get());
        });
        if (value.isPresent() && numerator.isPresent()) {
            double exact = 100.0 * numerator.getAsLong() / denominator.getAsLong();
            boolean same = value.get().isRounded(exact);
            if (same == disagreement.isPresent()) {
                throw new IllegalArgumentException(
                        "OGMS-9103 %s: %d of %d is %.4f %%, the value %s. %s"
                                .formatted(
                                        here,
                                        numerator.getAsLong(),
                                        denominator.getAsLong(),
                                        exact,
                                        value.get().digits(),
                                        same
                                                ? "Nothing disagrees: leave the disagreement out."
                                                : "Mend the row, or say where the publication disagrees with itself."));
            }
        }
    }

    private static void checkWhatIsGiven(
            String here,
            Unit unit,
            Bound bound,
            Design design,
            Optional<Published> value,
            Optional<Range> range,
            OptionalLong numerator,
            OptionalLong denominator) {
        boolean given = value.isPresent() || range.isPresent() || numerator.isPresent();
        if (given != bound.isGiven()) {
            throw Rows.refused(here, given ? "gives what it says is not there" : "gives no number");
        }
        if ((design == Design.NONE_FOUND) != (bound == Bound.NOT_PUBLISHED)) {
            throw Rows.refused(here, "is published by nobody and has a design, or the reverse");
        }
        if (value.isPresent() && range.isPresent()) {
            throw Rows.refused(here, "has both a value and a range");
        }
        if (denominator.isPresent() && (unit != Unit.PERCENT || denominator.getAsLong() < 1)) {
            throw Rows.refused(here, "has a denominator, and is no share of one");
        }
        if (numerator.isPresent()
                && (denominator.isEmpty()
                        || numerator.getAsLong() < 0
                        || numerator.getAsLong() > denominator.getAsLong())) {
            throw Rows.refused(here, "has a numerator that is no part of a denominator");
        }
        if (unit == Unit.PERCENT) {
            value.ifPresent(v -> checkShare(here, v));
            range.ifPresent(r -> checkShare(here, r.upper()));
        }
    }

    private static void checkShare(String here, Published share) {
        if (share.value() < 0 || share.value() > 100) {
            throw Rows.refused(here, "is a share outside 0 to 100 %");
        }
    }

    /// The 95 % interval that follows from the published counts: Wilson's. Where the numerator is
    /// not published but a rounded share is, the interval of every numerator that rounds to it.
    ///
    /// @return nothing where no denominator is published, or no share
    public Optional<ComputedInterval> computed() {
        if (denominator.isEmpty() || bound != Bound.EXACT) {
            return Optional.empty();
        }
        long of = denominator.getAsLong();
        if (numerator.isPresent()) {
            return Optional.of(
                    ComputedInterval.of(numerator.getAsLong(), numerator.getAsLong(), of));
        }
        return value.map(v -> ComputedInterval.ofRounded(v, of));
    }

    /// The figure itself in words, such as `25 %`, `40 to 55 %`, `about 50 %`, `not published`.
    public String shown() {
        if (!bound.isGiven()) {
            return bound == Bound.NOT_PUBLISHED ? "not published" : "could not be read";
        }
        String number =
                value.map(unit::of)
                        .or(() -> range.map(r -> unit.of(r.lower(), r.upper())))
                        .orElseGet(this::shareOfCounts);
        return switch (bound) {
            case EXACT, NOT_PUBLISHED, NOT_READ -> number;
            case ABOUT -> "about " + number;
            case AT_LEAST -> "at least " + number;
            case AT_MOST -> "at most " + number;
        };
    }

    private String shareOfCounts() {
        return String.format(
                Locale.ROOT, "%.1f %%", 100.0 * numerator.getAsLong() / denominator.getAsLong());
    }

    /// Whether the share was computed here, because the source gives the counts alone.
    boolean isShareComputed() {
        return value.isEmpty() && range.isEmpty() && numerator.isPresent();
    }

    /// `1,256 of 3,067`, as far as it is published.
    String counts() {
        if (denominator.isEmpty()) {
            return "";
        }
        String of = String.format(Locale.ROOT, "%,d", denominator.getAsLong());
        return numerator.isPresent()
                ? String.format(Locale.ROOT, "%,d of %s", numerator.getAsLong(), of)
                : "? of " + of;
    }

    String missingInWords() {
        return missing.stream().collect(Collectors.joining("; "));
    }
}
