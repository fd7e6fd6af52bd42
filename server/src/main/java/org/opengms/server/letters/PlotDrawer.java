package org.opengms.server.letters;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Draws the plots of this program's reports into a PDF: the few parts of SVG that they use
/// (`rect`, `circle`, `text`, and `path` of M, L, H and V), as lines and areas. Words become
/// outlines of the font that the letter brings, so that neither the machine's fonts nor its
/// graphics have a part in it and the same plot gives the same bytes everywhere. What it does not
/// know it refuses. Title and description are what a screen reader says of the picture.
final class PlotDrawer implements SVGDrawer {
    private static final Pattern STEP = Pattern.compile("([A-Za-z])([^A-Za-z]*)");

    private final byte[] font;
    private @Nullable Letters letters;

    /// @param font TrueType
    PlotDrawer(byte[] font) {
        this.font = font;
    }

    @Override
    public SVGImage buildSVGImage(
            Element svg,
            Box box,
            CssContext css,
            double widthDots,
            double heightDots,
            double dotsPerPixel) {
        double[] view = numbers(svg.getAttribute("viewBox"));
        if (view.length != 4 || !(view[2] > 0 && view[3] > 0)) {
            throw refused("viewBox", svg.getAttribute("viewBox"));
        }
        svg.setAttribute("alt", words(svg));
        double scale =
                widthDots >= 0
                        ? widthDots / view[2]
                        : heightDots >= 0 ? heightDots / view[3] : dotsPerPixel;
        return new Plot(svg, view, scale);
    }

    /// Title and description.
    private static String words(Element svg) {
        StringJoiner words = new StringJoiner(". ");
        for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
            String name = name(child);
            if (name.equals("title") || name.equals("desc")) {
                words.add(child.getTextContent().strip());
            }
        }
        return words.toString();
    }

    private static String name(Node node) {
        return node instanceof Element element ? element.getTagName().toLowerCase(Locale.ROOT) : "";
    }

    private static double[] numbers(String text) {
        String[] parts = text.strip().split("[\\s,]+");
        double[] numbers = new double[text.isBlank() ? 0 : parts.length];
        try {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Double.parseDouble(parts[i]);
            }
        } catch (NumberFormatException e) {
            throw refused("numbers", text);
        }
        return numbers;
    }

    private static IllegalArgumentException refused(String what, String found) {
        return new IllegalArgumentException(
                "OGMS-7309 A plot has %s «%s», which is not drawn on paper. Use rect, circle, text and path of M, L, H and V alone."
                        .formatted(what, found));
    }

    private Letters letters() {
        Letters known = letters;
        if (known == null) {
            known = new Letters(font);
            letters = known;
        }
        return known;
    }

    private final class Plot implements SVGImage {
        private final Element svg;
        private final double[] view;
        private final double scale;

        Plot(Element svg, double[] view, double scale) {
            this.svg = svg;
            this.view = view;
            this.scale = scale;
        }

        @Override
        public int getIntrinsicWidth() {
            return (int) Math.round(view[2] * scale);
        }

        @Override
        public int getIntrinsicHeight() {
            return (int) Math.round(view[3] * scale);
        }

        @Override
        public void drawSVG(OutputDevice page, RenderingContext context, double x, double y) {
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            place.scale(scale, scale);
            place.translate(-view[0], -view[1]);
            Stroke before = page.getStroke();
            for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element element) {
                    draw(page, element, place);
                }
            }
            page.setStroke(before);
        }

        private void draw(OutputDevice page, Element element, AffineTransform place) {
            Shape shape =
                    switch (name(element)) {
                        case "title", "desc" -> null;
                        case "rect" ->
                                new Rectangle2D.Double(
                                        number(element, "x", 0),
                                        number(element, "y", 0),
                                        number(element, "width", 0),
                                        number(element, "height", 0));
                        case "circle" -> {
                            double radius = number(element, "r", 0);
                            yield new Ellipse2D.Double(
                                    number(element, "cx", 0) - radius,
                                    number(element, "cy", 0) - radius,
                                    2 * radius,
                                    2 * radius);
                        }
                        case "path" -> path(element.getAttribute("d"));
                        case "text" -> text(element);
                        default -> throw refused("the element", element.getTagName());
                    };
            if (shape == null) {
                return;
            }
            Shape placed = place.createTransformedShape(shape);
            String stroke = element.getAttribute("stroke");
            String fill = element.getAttribute("fill");
            // A line without an area has nothing to fill.
            boolean filled =
                    !fill.equals("none") && !(fill.isEmpty() && element.hasAttribute("stroke"));
            if (filled) {
                page.setColor(colour(fill.isEmpty() ? "#000" : fill));
                page.fill(placed);
            }
            if (!stroke.isEmpty() && !stroke.equals("none")) {
                page.setColor(colour(stroke));
                page.setStroke(stroke(element));
                page.draw(placed);
            }
        }

        private BasicStroke stroke(Element element) {
            float width = (float) (number(element, "stroke-width", 1) * scale);
            String dashes = element.getAttribute("stroke-dasharray");
            if (dashes.isEmpty() || dashes.equals("none")) {
                return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
            }
            double[] lengths = numbers(dashes);
            float[] scaled = new float[lengths.length];
            for (int i = 0; i < lengths.length; i++) {
                scaled[i] = (float) (lengths[i] * scale);
            }
            return new BasicStroke(
                    width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, scaled, 0);
        }

        private Shape text(Element element) {
            double size = number(element, "font-size", number(svg, "font-size", 16));
            String words = element.getTextContent();
            double width = letters().width(words) * size;
            double start =
                    switch (element.getAttribute("text-anchor")) {
                        case "end" -> -width;
                        case "middle" -> -width / 2;
                        default -> 0;
                    };
            AffineTransform at =
                    AffineTransform.getTranslateInstance(
                            number(element, "x", 0) + number(element, "dx", 0) + start,
                            number(element, "y", 0) + number(element, "dy", 0));
            at.scale(size, -size);
            return at.createTransformedShape(letters().outline(words));
        }
    }

    private static double number(Element element, String attribute, double otherwise) {
        String text = element.getAttribute(attribute);
        if (text.isEmpty()) {
            return otherwise;
        }
        double[] numbers = numbers(text);
        if (numbers.length != 1) {
            throw refused(attribute, text);
        }
        return numbers[0];
    }

    private static FSRGBColor colour(String words) {
        if (words.matches("#[0-9a-fA-F]{6}")) {
            return new FSRGBColor(Integer.parseInt(words.substring(1), 16));
        }
        if (words.matches("#[0-9a-fA-F]{3}")) {
            int three = Integer.parseInt(words.substring(1), 16);
            return new FSRGBColor(17 * (three >> 8), 17 * ((three >> 4) & 15), 17 * (three & 15));
        }
        throw refused("the colour", words);
    }

    private static Shape path(String steps) {
        Path2D.Double path = new Path2D.Double();
        Matcher step = STEP.matcher(steps);
        double x = 0;
        double y = 0;
        while (step.find()) {
            double[] to = numbers(step.group(2));
            switch (step.group(1)) {
                case "M", "L" -> {
                    if (to.length != 2) {
                        throw refused("the path", steps);
                    }
                    x = to[0];
                    y = to[1];
                }
                case "H" -> x = one(to, steps);
                case "V" -> y = one(to, steps);
                default -> throw refused("the path", steps);
            }
            if (step.group(1).equals("M")) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }

    private static double one(double[] numbers, String steps) {
        if (numbers.length != 1) {
            throw refused("the path", steps);
        }
        return numbers[0];
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> fontFaces, SharedContext shared) {
        // One font is enough.
    }

    @Override
    public void addFontFile(File file, String family, Integer weight, FontStyle style) {
        // One font is enough.
    }

    @Override
    public void addFontStream(
            FSSupplier<InputStream> supplier, String family, Integer weight, FontStyle style) {
        // One font is enough.
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    /// Outlines of letters, one unit high.
    private static final class Letters {
        private final TrueTypeFont font;
        private final CmapLookup glyphs;
        private final double unitsPerEm;

        Letters(byte[] bytes) {
            try {
                font = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
                glyphs = font.getUnicodeCmapLookup();
                unitsPerEm = font.getUnitsPerEm();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        double width(String words) {
            try {
                double width = 0;
                for (int letter : words.codePoints().toArray()) {
                    width += font.getAdvanceWidth(glyphs.getGlyphId(letter)) / unitsPerEm;
                }
                return width;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Shape outline(String words) {
            try {
                GeneralPath outline = new GeneralPath();
                double x = 0;
                for (int letter : words.codePoints().toArray()) {
                    int glyph = glyphs.getGlyphId(letter);
                    GlyphData data = font.getGlyph().getGlyph(glyph);
                    if (data != null) {
                        AffineTransform at = AffineTransform.getTranslateInstance(x, 0);
                        at.scale(1 / unitsPerEm, 1 / unitsPerEm);
                        outline.append(at.createTransformedShape(data.getPath()), false);
                    }
                    x += font.getAdvanceWidth(glyph) / unitsPerEm;
                }
                return outline;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
