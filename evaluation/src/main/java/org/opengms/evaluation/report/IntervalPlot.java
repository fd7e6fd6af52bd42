package org.opengms.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opengms.evaluation.protocol.Measure.Unit;
import org.opengms.planning.network.LinePlot;

/// A plot of estimates with their limits, one line each, as SVG that also speaks: it has a title
/// and a description, and the table beside it holds the numbers. What is not identified is a bar
/// without a point.
///
/// @param title what it shows
/// @param description in a sentence, and where the numbers stand
/// @param unit of the values
/// @param bars from top to bottom
record IntervalPlot(String title, String description, Unit unit, List<Bar> bars) {
    private static final int WIDTH = 900;
    private static final int LEFT = 300;
    private static final int RIGHT = 40;
    private static final int TOP = 46;
    private static final int STEP = 22;

    IntervalPlot {
        bars = List.copyOf(bars);
    }

    /// One line.
    ///
    /// @param label beside it
    /// @param estimate a point; not a number where nothing is identified
    /// @param lower limit
    /// @param upper limit
    record Bar(String label, double estimate, double lower, double upper) {}

    String svg(String prefix) {
        double least = 0;
        double most = unit == Unit.RATIO ? 1.2 : 0;
        for (Bar bar : bars) {
            least = Math.min(least, bar.lower());
            if (Double.isFinite(bar.upper())) {
                most = Math.max(most, bar.upper());
            }
        }
        double top = unit == Unit.SHARE && most > 0.5 ? 1 : LinePlot.ceiling(most);
        double bottom = least < 0 ? -LinePlot.ceiling(-least) : 0;
        int height = TOP + STEP * bars.size() + 40;
        List<String> lines = new ArrayList<>();
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%stitle %sdescription\" font-family=\"sans-serif\" font-size=\"13\">"
                        .formatted(WIDTH, height, prefix, prefix));
        lines.add("<title id=\"%stitle\">%s</title>".formatted(prefix, Html.escaped(title)));
        lines.add(
                "<desc id=\"%sdescription\">%s</desc>"
                        .formatted(prefix, Html.escaped(description)));
        lines.add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>".formatted(WIDTH, height));
        lines.add(
                "<text x=\"10\" y=\"24\" font-size=\"16\">%s</text>"
                        .formatted(Html.escaped(title)));
        int end = TOP + STEP * bars.size();
        for (int i = 0; i <= 5; i++) {
            double value = bottom + (top - bottom) * i / 5;
            String x = number(x(value, bottom, top));
            lines.add("<path d=\"M%s %dV%d\" stroke=\"#ddd\"/>".formatted(x, TOP - 8, end));
            lines.add(
                    "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\" font-size=\"12\">%s</text>"
                            .formatted(x, end + 18, Html.escaped(Numbers.words(value, unit))));
        }
        if (unit == Unit.RATIO || bottom < 0) {
            double mark = unit == Unit.RATIO ? 1 : 0;
            lines.add(
                    "<path d=\"M%s %dV%d\" stroke=\"#212b32\" stroke-dasharray=\"4 3\"/>"
                            .formatted(number(x(mark, bottom, top)), TOP - 8, end));
        }
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = TOP + STEP * i + 6;
            lines.add(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            .formatted(LEFT - 10, y + 5, Html.escaped(bar.label())));
            String from = number(x(bar.lower(), bottom, top));
            String to = number(x(Double.isFinite(bar.upper()) ? bar.upper() : top, bottom, top));
            if (Double.isNaN(bar.estimate())) {
                lines.add(
                        "<path d=\"M%s %dH%s\" stroke=\"#D55E00\" stroke-width=\"7\" stroke-dasharray=\"3 3\"/>"
                                .formatted(from, y, to));
            } else {
                lines.add(
                        "<path d=\"M%s %dH%s\" stroke=\"#0072B2\" stroke-width=\"2\"/><circle cx=\"%s\" cy=\"%d\" r=\"4\" fill=\"#0072B2\"/>"
                                .formatted(from, y, to, number(x(bar.estimate(), bottom, top)), y));
            }
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static double x(double value, double bottom, double top) {
        return LEFT + (value - bottom) / (top - bottom) * (WIDTH - LEFT - RIGHT);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
