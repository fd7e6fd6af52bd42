package org.opengms.server.maturity;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opengms.maturity.Count;
import org.opengms.planning.statistics.Interval;

/// Plots of shares as SVG, each with a title for those who do not see it and a table beside it that
/// holds the numbers.
public final class MaturityPlots {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 50;
    private static final int RIGHT = 20;
    private static final int TOP = 16;
    private static final int BOTTOM = 36;
    private static final String COLOUR = "#005eb8";

    private MaturityPlots() {}

    /// A share from month to month, with the limits of each.
    ///
    /// @param id of the plot on its page
    /// @param title what it shows
    /// @param counts as many as months
    public static String series(
            String id, String title, List<YearMonth> months, List<Count> counts) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title\" font-family=\"sans-serif\" font-size=\"12\">"
                        .formatted(WIDTH, HEIGHT, id));
        lines.add("<title id=\"%s-title\">%s</title>".formatted(id, title));
        lines.add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>".formatted(WIDTH, HEIGHT));
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = y(percent / 100.0);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#d8dde0\"/>",
                            (double) LEFT,
                            y,
                            (double) (WIDTH - RIGHT),
                            y));
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" fill=\"#212b32\">"
                                    + percent
                                    + "%%</text>",
                            LEFT - 6.0,
                            y + 4));
        }
        int count = months.size();
        StringBuilder path = new StringBuilder();
        boolean isDrawing = false;
        for (int i = 0; i < count; i++) {
            double x = x(i, count);
            if (i % 3 == (count - 1) % 3) {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#212b32\">"
                                        + months.get(i)
                                        + "</text>",
                                x,
                                HEIGHT - 12.0));
            }
            Interval interval = counts.get(i).interval().orElse(null);
            if (interval == null) {
                isDrawing = false;
                continue;
            }
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#768692\" stroke-width=\"2\"/>",
                            x,
                            y(interval.lower()),
                            x,
                            y(interval.upper())));
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"" + COLOUR + "\"/>",
                            x,
                            y(interval.estimate())));
            path.append(
                    String.format(
                            Locale.ROOT,
                            isDrawing ? " L%.1f %.1f" : " M%.1f %.1f",
                            x,
                            y(interval.estimate())));
            isDrawing = true;
        }
        lines.add(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                        .formatted(path.toString().strip(), COLOUR));
        lines.add("</svg>");
        return String.join("", lines);
    }

    private static double x(int month, int months) {
        return LEFT + 12 + (WIDTH - LEFT - RIGHT - 24.0) * month / Math.max(1, months - 1);
    }

    private static double y(double share) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
    }

    /// A share with its limits on a line from 0 to 1, beside the share of all sites.
    public static String interval(Interval share, double all) {
        return String.format(
                Locale.ROOT,
                "<svg class=\"ogms-interval\" viewBox=\"0 0 104 14\" aria-hidden=\"true\" focusable=\"false\"><line x1=\"2\" y1=\"7\" x2=\"102\" y2=\"7\" stroke=\"#d8dde0\"/><line x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"14\" stroke=\"#d5281b\" stroke-dasharray=\"2 2\"/><line x1=\"%.1f\" y1=\"7\" x2=\"%.1f\" y2=\"7\" stroke=\"#4c6272\" stroke-width=\"2\"/><circle cx=\"%.1f\" cy=\"7\" r=\"3.5\" fill=\"#005eb8\"/></svg>",
                2 + 100 * all,
                2 + 100 * all,
                2 + 100 * share.lower(),
                2 + 100 * share.upper(),
                2 + 100 * share.estimate());
    }

    /// A share from month to month, as a line without numbers.
    public static String line(List<Count> counts) {
        StringBuilder path = new StringBuilder();
        boolean isDrawing = false;
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i).all() == 0) {
                isDrawing = false;
                continue;
            }
            path.append(
                    String.format(
                            Locale.ROOT,
                            isDrawing ? "L%.0f %.0f" : "M%.0f %.0f",
                            2 + 96.0 * i / Math.max(1, counts.size() - 1),
                            22 - 20 * counts.get(i).share()));
            isDrawing = true;
        }
        return "<svg class=\"ogms-line\" viewBox=\"0 0 100 24\" aria-hidden=\"true\" focusable=\"false\"><path d=\""
                + path
                + "\" fill=\"none\" stroke=\"#005eb8\" stroke-width=\"1.5\"/></svg>";
    }
}
