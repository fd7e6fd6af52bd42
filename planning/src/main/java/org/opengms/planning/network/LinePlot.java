package org.opengms.planning.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A plot of some lines over the quarters, as SVG that also speaks: it has a title and a
/// description for those who do not see it, lines differ by their dashes as well as by colour, and
/// the table beside it holds the numbers.
///
/// @param title what it shows
/// @param description what it shows in a sentence, and where the numbers stand
/// @param unit of the values, along the axis
/// @param series its lines
public record LinePlot(String title, String description, String unit, List<Series> series) {
    public LinePlot {
        series = List.copyOf(series);
    }

    /// A line, with a band around it where it is a mean of something that varies.
    ///
    /// @param name in the legend
    /// @param values by quarter from the first; not a number where there is none
    /// @param low lower edge of the band by quarter; empty for a line without a band
    /// @param high upper edge
    public record Series(String name, List<Double> values, List<Double> low, List<Double> high) {
        public Series {
            values = List.copyOf(values);
            low = List.copyOf(low);
            high = List.copyOf(high);
        }

        /// A line without a band.
        public Series(String name, List<Double> values) {
            this(name, values, List.of(), List.of());
        }
    }

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 230;
    private static final int TOP = 50;
    private static final int BOTTOM = 50;
    // Okabe and Ito's colours, told apart with any colour vision.
    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000");
    private static final List<String> DASHES = List.of("none", "8 4", "2 3", "12 4 2 4");

    /// The SVG document.
    public String svg() {
        return svg("");
    }

    /// The same as a part of a page.
    ///
    /// @param prefix of the ids in it, so that a page can hold several
    public String svg(String prefix) {
        int quarters = series.stream().mapToInt(s -> s.values().size()).max().orElse(1);
        double most =
                series.stream()
                        .flatMap(s -> Stream.concat(s.values().stream(), s.high().stream()))
                        .mapToDouble(Double::doubleValue)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        double top = ceiling(most);
        List<String> lines = new ArrayList<>();
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%stitle %sdescription\" font-family=\"sans-serif\" font-size=\"13\">"
                        .formatted(WIDTH, HEIGHT, prefix, prefix));
        lines.add("<title id=\"%stitle\">%s</title>".formatted(prefix, escaped(title)));
        lines.add("<desc id=\"%sdescription\">%s</desc>".formatted(prefix, escaped(description)));
        lines.add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>".formatted(WIDTH, HEIGHT));
        text(lines, LEFT, 25, "start", 16, title);
        for (int i = 0; i <= 5; i++) {
            double value = top * i / 5;
            double y = y(value, top);
            lines.add(
                    "<path d=\"M%d %sH%d\" stroke=\"#ddd\"/>"
                            .formatted(LEFT, number(y), WIDTH - RIGHT));
            text(lines, LEFT - 8, y + 4, "end", 13, label(value, top));
        }
        text(lines, LEFT, TOP - 8, "start", 12, unit);
        for (int q = 0; q < quarters; q++) {
            if (quarters <= 24 || q % 4 == 0) {
                text(
                        lines,
                        x(q, quarters),
                        HEIGHT - BOTTOM + 20,
                        "middle",
                        12,
                        String.valueOf(q + 1));
            }
        }
        text(lines, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", 13, "quarter");
        for (int i = 0; i < series.size(); i++) {
            drawBand(lines, i, quarters, top);
        }
        for (int i = 0; i < series.size(); i++) {
            draw(lines, i, quarters, top);
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private void drawBand(List<String> lines, int i, int quarters, double top) {
        Series line = series.get(i);
        List<String> upper = new ArrayList<>();
        List<String> lower = new ArrayList<>();
        for (int q = 0; q < line.low().size(); q++) {
            double low = line.low().get(q);
            double high = line.high().get(q);
            if (Double.isFinite(low) && Double.isFinite(high)) {
                upper.add(number(x(q, quarters)) + "," + number(y(high, top)));
                lower.addFirst(number(x(q, quarters)) + "," + number(y(low, top)));
            }
        }
        if (upper.size() > 1) {
            lines.add(
                    "<polygon points=\"%s %s\" fill=\"%s\" fill-opacity=\"0.15\"/>"
                            .formatted(
                                    String.join(" ", upper),
                                    String.join(" ", lower),
                                    COLOURS.get(i % COLOURS.size())));
        }
    }

    private void draw(List<String> lines, int i, int quarters, double top) {
        Series line = series.get(i);
        String colour = COLOURS.get(i % COLOURS.size());
        String dash = DASHES.get(i / COLOURS.size() % DASHES.size());
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int q = 0; q < line.values().size(); q++) {
            double value = line.values().get(q);
            if (Double.isFinite(value)) {
                path.append(pen ? 'L' : 'M')
                        .append(number(x(q, quarters)))
                        .append(' ')
                        .append(number(y(value, top)));
            }
            pen = Double.isFinite(value);
        }
        String pencil =
                "stroke=\"%s\" stroke-dasharray=\"%s\" stroke-width=\"2\" fill=\"none\""
                        .formatted(colour, dash);
        lines.add("<path d=\"%s\" %s/>".formatted(path, pencil));
        int y = TOP + 18 * i;
        int x = WIDTH - RIGHT + 12;
        lines.add("<path d=\"M%d %dh28\" %s/>".formatted(x, y, pencil));
        text(lines, x + 34, y + 4, "start", 12, line.name());
    }

    private static void text(
            List<String> lines, double x, double y, String anchor, int size, String text) {
        lines.add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%d\">%s</text>"
                        .formatted(number(x), number(y), anchor, size, escaped(text)));
    }

    private static double x(int quarter, int quarters) {
        return LEFT + (quarter + 0.5) / quarters * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
    }

    /// 1, 2 or 5 times a power of ten that is not below.
    ///
    /// @param most the largest value; 1 is given for none above 0
    public static double ceiling(double most) {
        if (!(most > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 5}) {
            if (step * power >= most) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String label(double value, double top) {
        return String.format(Locale.ROOT, top >= 10 ? "%.0f" : top >= 1 ? "%.1f" : "%.2f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
