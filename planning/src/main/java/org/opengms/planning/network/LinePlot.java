package org.opengms.planning.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A plot of some lines over the quarters, as SVG that also speaks: it has a title and a
/// description for those who do not see it, lines differ by their dashes as well as by colour, and
/// the table beside it holds the numbers.
///
/// @param title what it shows
/// @param description what it shows in a sentence, and where the numbers stand
/// @param unit of the values, along the axis
/// @param series its lines
record LinePlot(String title, String description, String unit, List<Series> series) {
    /// A line.
    ///
    /// @param name in the legend
    /// @param values by quarter from the first
    record Series(String name, List<Double> values) {}

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
    String svg() {
        int quarters = series.stream().mapToInt(s -> s.values().size()).max().orElse(1);
        double most =
                series.stream()
                        .flatMap(s -> s.values().stream())
                        .mapToDouble(Double::doubleValue)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        double top = ceiling(most);
        List<String> lines = new ArrayList<>();
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title description\" font-family=\"sans-serif\" font-size=\"13\">"
                        .formatted(WIDTH, HEIGHT));
        lines.add("<title id=\"title\">%s</title>".formatted(escaped(title)));
        lines.add("<desc id=\"description\">%s</desc>".formatted(escaped(description)));
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
            draw(lines, i, quarters, top);
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
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
    private static double ceiling(double most) {
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
