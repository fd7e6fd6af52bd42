package org.opengms.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opengms.evaluation.statistics.FunnelPlot;
import org.opengms.evaluation.statistics.Proportion;
import org.opengms.planning.statistics.Interval;

/// Sites or laboratories by their size and share, between limits of chance, as SVG. Made of shown
/// counts alone.
///
/// @param title what it shows
/// @param points one for each site that is shown
record FunnelPicture(String title, List<Point> points) {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 40;
    private static final int TOP = 50;
    private static final int BOTTOM = 50;

    FunnelPicture {
        points = List.copyOf(points);
    }

    /// A site.
    ///
    /// @param label its code
    /// @param events shown
    /// @param of shown, at least 1
    record Point(String label, long events, long of) {}

    String svg(String prefix) {
        long events = points.stream().mapToLong(Point::events).sum();
        long all = points.stream().mapToLong(Point::of).sum();
        double target = Math.clamp((double) events / all, 0.001, 0.999);
        FunnelPlot funnel =
                FunnelPlot.ofProportions(
                        points.stream().map(p -> Proportion.of(p.events(), p.of())).toList(),
                        target);
        double most = 1.1 * (double) points.stream().mapToLong(Point::of).max().orElse(1);
        List<String> lines = new ArrayList<>();
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%stitle %sdescription\" font-family=\"sans-serif\" font-size=\"13\">"
                        .formatted(WIDTH, HEIGHT, prefix, prefix));
        lines.add("<title id=\"%stitle\">%s</title>".formatted(prefix, Html.escaped(title)));
        lines.add(
                "<desc id=\"%sdescription\">Funnel plot: share by number of orders, with limits of chance of 95 and 99.8 per cent about the share of all shown. The numbers stand in the table.</desc>"
                        .formatted(prefix));
        lines.add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>".formatted(WIDTH, HEIGHT));
        lines.add(
                "<text x=\"10\" y=\"24\" font-size=\"16\">%s</text>"
                        .formatted(Html.escaped(title)));
        for (int i = 0; i <= 5; i++) {
            String y = number(y(i / 5.0));
            lines.add(
                    "<path d=\"M%d %sH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%s\" text-anchor=\"end\">%d %%</text>"
                            .formatted(LEFT, y, WIDTH - RIGHT, LEFT - 8, y, 20 * i));
            lines.add(
                    "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%d</text>"
                            .formatted(
                                    number(x(most * i / 5, most)),
                                    HEIGHT - 28,
                                    Math.round(most * i / 5)));
        }
        lines.add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">orders</text>"
                        .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8));
        lines.add(
                "<path d=\"M%d %sH%d\" stroke=\"#212b32\"/>"
                        .formatted(LEFT, number(y(target)), WIDTH - RIGHT));
        for (double confidence : new double[] {0.95, 0.998}) {
            StringBuilder upper = new StringBuilder();
            StringBuilder lower = new StringBuilder();
            for (int i = 1; i <= 60; i++) {
                double size = most * i / 60;
                Interval limits = funnel.normalLimits(size, confidence);
                upper.append(i == 1 ? "M" : "L")
                        .append(number(x(size, most)))
                        .append(' ')
                        .append(number(y(limits.upper())));
                lower.append(i == 1 ? "M" : "L")
                        .append(number(x(size, most)))
                        .append(' ')
                        .append(number(y(limits.lower())));
            }
            lines.add(
                    "<path d=\"%s %s\" fill=\"none\" stroke=\"#4c6272\" stroke-dasharray=\"%s\"/>"
                            .formatted(upper, lower, confidence > 0.99 ? "none" : "6 4"));
        }
        double[] z = funnel.zScores();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            boolean outside = Math.abs(z[i]) > 3.09;
            String x = number(x((double) point.of(), most));
            String y = number(y((double) point.events() / point.of()));
            lines.add(
                    "<circle cx=\"%s\" cy=\"%s\" r=\"4\" fill=\"%s\"/>%s"
                            .formatted(
                                    x,
                                    y,
                                    outside ? "#D55E00" : "#0072B2",
                                    outside
                                            ? "<text x=\"%s\" y=\"%s\" dx=\"6\" font-size=\"12\">%s</text>"
                                                    .formatted(x, y, Html.escaped(point.label()))
                                            : ""));
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static double x(double size, double most) {
        return LEFT + size / most * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
