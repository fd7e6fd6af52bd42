package org.opengms.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.orders.Finding;
import org.opengms.people.NhsNumber;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.demo.OrderLoad;
import org.opengms.server.desk.Examination.StructureCheck;

/// The orders of a year: which day each comes on, and its text. An order is made from a template,
/// one of the synthetic region's orders, by giving it a person, a number, a specimen and a day of
/// its own; what the check of structure finds does not depend on those, and was recorded for the
/// template.
final class YearOfOrders {
    static final int DAYS = 365;

    /// Orders on each day of the week, Monday first, relative to the mean working day.
    private static final double[] WEEK = {1.06, 1.03, 1.0, 0.98, 0.93, 0.1, 0.06};

    private static final int FIRST_NUMBER = 999_000_000;
    private static final Pattern OWN =
            Pattern.compile(
                    "(?<number>\\b999[0-9]{7}\\b)|(?<order>DEMO-[0-9a-z]+-[0-9]+-[0-9]{8})|(?<specimen>\\bZS[0-9]{6}-[0-9]+)|(?<day>\\b2000-01-03\\b)");

    /// The day on which templates are written: a Monday that stands nowhere else in them.
    private static final LocalDate TEMPLATE_DAY = LocalDate.of(2000, 1, 3);

    private final List<Template> templates;
    private final LocalDate first;
    private final int[] endOfDay = new int[DAYS];
    private final int[] numbers;

    /// An order to be made many times.
    ///
    /// @param pieces its text, split where an order has something of its own
    /// @param own what stands between them
    /// @param site that sends it, as ODS code
    /// @param verdict of the check of structure
    private record Template(
            List<String> pieces, List<Own> own, String site, List<Finding> verdict) {}

    /// What each order has of its own.
    private enum Own {
        NHS_NUMBER,
        ORDER_NUMBER,
        SPECIMEN,
        DAY
    }

    /// One order.
    ///
    /// @param site that sends it, as ODS code
    /// @param verdict of the check of structure
    record Order(String text, String site, List<Finding> verdict) {
        /// Never the content: it is shaped as personal data.
        @Override
        public String toString() {
            return "Order[" + site + "]";
        }
    }

    /// Makes the templates and asks for their verdicts.
    ///
    /// @param first day of the year
    /// @param orders in the year
    /// @param more orders that are not of the year, with persons of their own
    YearOfOrders(
            SyntheticRegion region,
            int templates,
            StructureCheck structure,
            LocalDate first,
            int orders,
            int more) {
        this.first = first;
        this.templates = templates(region, templates, structure);
        double week = Arrays.stream(WEEK).sum();
        double[] weights = new double[DAYS];
        double sum = 0;
        for (int day = 0; day < DAYS; day++) {
            weights[day] = WEEK[first.plusDays(day).getDayOfWeek().getValue() - 1] / week;
            sum += weights[day];
        }
        double until = 0;
        for (int day = 0; day < DAYS; day++) {
            until += weights[day];
            endOfDay[day] = (int) Math.round(orders * until / sum);
        }
        numbers = numbers(orders + more);
    }

    private static List<Template> templates(
            SyntheticRegion region, int count, StructureCheck structure) {
        List<Template> templates = new ArrayList<>();
        for (String text : OrderLoad.bundles(region, 0, count, TEMPLATE_DAY)) {
            String site = site(text);
            Matcher matcher = OWN.matcher(text);
            List<String> pieces = new ArrayList<>();
            List<Own> own = new ArrayList<>();
            int from = 0;
            while (matcher.find()) {
                pieces.add(text.substring(from, matcher.start()));
                own.add(
                        matcher.group("number") != null
                                ? Own.NHS_NUMBER
                                : matcher.group("order") != null
                                        ? Own.ORDER_NUMBER
                                        : matcher.group("specimen") != null
                                                ? Own.SPECIMEN
                                                : Own.DAY);
                from = matcher.end();
            }
            pieces.add(text.substring(from));
            templates.add(
                    new Template(
                            List.copyOf(pieces), List.copyOf(own), site, structure.check(text)));
        }
        return List.copyOf(templates);
    }

    private static String site(String text) {
        Matcher site = Pattern.compile("\"value\": \"(ZR[0-9]{3})\"").matcher(text);
        if (!site.find()) {
            throw new IllegalStateException("A synthetic order without its site");
        }
        return site.group(1);
    }

    /// Nine-digit beginnings of the range that is never given to a patient, those without a check
    /// digit left out.
    private static int[] numbers(int count) {
        int[] numbers = new int[count];
        int candidate = FIRST_NUMBER;
        for (int i = 0; i < count; i++) {
            while (NhsNumber.checkDigit(Integer.toString(candidate)) == 10) {
                candidate++;
            }
            if (candidate > 999_999_999) {
                throw new IllegalArgumentException(
                        "There are test NHS numbers for %d persons, not for %d"
                                .formatted(i, count));
            }
            numbers[i] = candidate;
            candidate++;
        }
        return numbers;
    }

    /// Orders of the busiest day.
    int busiestDay() {
        int most = 0;
        for (int day = 0; day < DAYS; day++) {
            most = Math.max(most, endOfDay[day] - (day == 0 ? 0 : endOfDay[day - 1]));
        }
        return most;
    }

    /// The day of an order, from 0.
    private int dayOf(int order) {
        int found = Arrays.binarySearch(endOfDay, order);
        int day = found >= 0 ? found : -found - 1;
        while (endOfDay[day] <= order) {
            day++;
        }
        return day;
    }

    /// An order of the year, written on its day.
    ///
    /// @param order from 0
    Order order(int order) {
        return made(order, first.plusDays(dayOf(order)));
    }

    /// An order beside the year.
    ///
    /// @param order from 0, of those that are more than the year's
    Order another(int order, LocalDate day) {
        return made(endOfDay[DAYS - 1] + order, day);
    }

    private Order made(int order, LocalDate day) {
        Template template = templates.get((int) (order * 7919L % templates.size()));
        StringBuilder text = new StringBuilder(16_000);
        for (int i = 0; i < template.own().size(); i++) {
            text.append(template.pieces().get(i));
            switch (template.own().get(i)) {
                case NHS_NUMBER -> {
                    String nine = Integer.toString(numbers[order]);
                    text.append(nine).append(NhsNumber.checkDigit(nine));
                }
                case ORDER_NUMBER -> text.append("YEAR-").append(order);
                case SPECIMEN -> text.append("YEAR-S-").append(order);
                case DAY -> text.append(day);
            }
        }
        text.append(template.pieces().getLast());
        return new Order(text.toString(), template.site(), template.verdict());
    }
}
