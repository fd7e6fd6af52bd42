package org.opengms.server.demo;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The summary as one screen of text.
final class SummaryScreen {
    private static final int MOST_REASONS = 3;
    private static final int WIDTH = 100;

    private SummaryScreen() {}

    /// @param people user names to try
    static String of(DemoSummary summary, URI address, List<String> people, String password) {
        StringBuilder text = new StringBuilder(2_000);
        text.append('\n');
        line(
                text,
                "Patients",
                String.format(Locale.ROOT, "%d (seed %d)", summary.patients(), summary.seed()));
        line(
                text,
                "Orders",
                String.format(
                        Locale.ROOT,
                        "%d accepted, %d refused, %d on hold",
                        summary.ordersAccepted(),
                        summary.ordersRefused(),
                        summary.ordersOnHold()));
        reasons(text, "refused", summary.refusalReasons());
        reasons(text, "on hold", summary.holdReasons());
        line(
                text,
                "Routed",
                String.format(
                        Locale.ROOT,
                        "%d to whole genome sequencing, %d to a conventional test%s",
                        summary.routedToWgs(),
                        summary.routedToConventional(),
                        summary.routedToScientist() == 0
                                ? ""
                                : ", %d wait for a scientist's choice"
                                        .formatted(summary.routedToScientist())));
        reasons(text, "why", summary.routeReasons());
        line(
                text,
                "Reports",
                String.format(
                        Locale.ROOT,
                        "%d signed, %d with an outcome",
                        summary.reportsIssued(),
                        summary.outcomesRecorded()));
        line(
                text,
                "Planted causes",
                String.format(
                        Locale.ROOT,
                        "%d of %d ranked first",
                        summary.plantedCausesRankedFirst(),
                        summary.plantedCauses()));
        line(
                text,
                "Research",
                String.format(
                        Locale.ROOT,
                        "%d agreed; %s in the cohort, says the public register",
                        summary.consentedToResearch(),
                        summary.cohortSize() == 0 ? "none or a few" : summary.cohortSize()));
        line(
                text,
                "Access log",
                String.format(Locale.ROOT, "%d entries", summary.accessLogEntries()));
        line(
                text,
                "Seconds",
                summary.phaseSeconds().entrySet().stream()
                        .map(p -> "%s %.1f".formatted(p.getKey(), p.getValue()))
                        .collect(Collectors.joining(", ")));
        if (!summary.problems().isEmpty()) {
            line(
                    text,
                    "PROBLEMS",
                    String.format(
                            Locale.ROOT,
                            "%d journeys did not end as they should",
                            problems(summary)));
            summary.problems().stream()
                    .limit(MOST_REASONS)
                    .forEach(p -> text.append("    ").append(cut(p)).append('\n'));
        }
        line(text, "Pages", String.valueOf(address));
        line(text, "Sign in as", String.join(", ", people));
        line(text, "Password", password);
        return text.toString();
    }

    private static int problems(DemoSummary summary) {
        return summary.problems().size();
    }

    private static void reasons(StringBuilder text, String what, Map<String, Integer> reasons) {
        reasons.entrySet().stream()
                .limit(MOST_REASONS)
                .forEach(r ->
                        text.append(
                                "    %s: %s\n"
                                        .formatted(what, cut(r.getKey() + " × " + r.getValue()))));
    }

    private static String cut(String words) {
        return words.length() <= WIDTH ? words : words.substring(0, WIDTH - 1) + "…";
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-15s ".formatted(name)).append(value).append('\n');
    }
}
