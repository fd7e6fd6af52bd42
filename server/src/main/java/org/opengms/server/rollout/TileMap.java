package org.opengms.server.rollout;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opengms.rollout.GoLiveMap;

/// A schematic map as SVG: each region a group of tiles, each site a tile, numbered and coloured by
/// the quarter in which it goes live, so that neither colour nor number is needed alone. Where
/// sites lie in the country is not drawn.
final class TileMap {
    private static final int WIDTH = 900;
    private static final int TILE = 36;
    private static final int GAP = 4;
    private static final int IN_A_ROW = 10;
    private static final int COLUMN = WIDTH / 2;
    private static final int TOP = 70;
    private static final int HEADING = 28;
    private static final int BELOW = 22;

    private final GoLiveMap map;
    private final int first;
    private final int last;

    TileMap(GoLiveMap map) {
        this.map = map;
        IntSummaryStatistics live =
                map.regions().stream()
                        .flatMap(r -> r.sites().stream())
                        .flatMap(s -> s.quarter().stream())
                        .collect(Collectors.summarizingInt(q -> q));
        this.first = live.getCount() == 0 ? 0 : live.getMin();
        this.last = live.getCount() == 0 ? 0 : live.getMax();
    }

    /// The SVG.
    ///
    /// @param prefix of the ids in it, so that a page can hold several pictures
    String svg(String prefix) {
        List<String> lines = new ArrayList<>();
        int y = TOP;
        for (int i = 0; i < map.regions().size(); i += 2) {
            int height = 0;
            for (int column = 0; column < 2 && i + column < map.regions().size(); column++) {
                GoLiveMap.Part region = map.regions().get(i + column);
                draw(lines, region, column * COLUMN, y);
                int rows = Math.max(1, (region.sites().size() + IN_A_ROW - 1) / IN_A_ROW);
                height = Math.max(height, HEADING + rows * (TILE + GAP) + BELOW);
            }
            y += height;
        }
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="%stitle %sdescription" font-family="sans-serif" font-size="14">
        <title id="%stitle">Sites by the quarter in which they go live</title>
        <desc id="%sdescription">Each square is a site, each group a region. The number is the quarter in which the site goes live if nothing is late; L is a site that is live from the start, a dash one that the plan does not reach. The table below lists the same.</desc>
        <rect width="%d" height="%d" fill="#fff"/>
        %s
        %s
        </svg>
        """
                .formatted(
                        WIDTH,
                        y,
                        prefix,
                        prefix,
                        prefix,
                        prefix,
                        WIDTH,
                        y,
                        String.join("\n", key()),
                        String.join("\n", lines));
    }

    /// What tiles mean: digital from the start, the first and the last to go live, not reached.
    private List<String> key() {
        List<String> lines = new ArrayList<>();
        int x = 8;
        x = keyed(lines, x, "L", "#d8dde0", "live from the start");
        if (map.goLives() > 0) {
            x = keyed(lines, x, String.valueOf(first + 1), colour(first), "the first to go live");
            if (last > first) {
                x = keyed(lines, x, String.valueOf(last + 1), colour(last), "the last");
            }
        }
        keyed(lines, x, "–", "#fff", "not reached");
        return lines;
    }

    private static int keyed(List<String> lines, int x, String mark, String fill, String words) {
        tile(lines, x, 14, mark, fill, "");
        text(lines, x + TILE + 8, 14 + TILE / 2 + 5, words, "");
        return x + TILE + 8 + 8 * words.length() + 24;
    }

    private void draw(List<String> lines, GoLiveMap.Part region, int left, int top) {
        text(lines, left + 8, top + 16, region.name(), " font-weight=\"bold\"");
        for (int i = 0; i < region.sites().size(); i++) {
            GoLiveMap.Site site = region.sites().get(i);
            tile(
                    lines,
                    left + 8 + i % IN_A_ROW * (TILE + GAP),
                    top + HEADING + i / IN_A_ROW * (TILE + GAP),
                    mark(site),
                    fill(site),
                    site.name() + ": " + words(site));
        }
    }

    private static String mark(GoLiveMap.Site site) {
        return site.quarter().map(q -> String.valueOf(q + 1)).orElse(site.isLive() ? "L" : "–");
    }

    private String fill(GoLiveMap.Site site) {
        return site.quarter().map(this::colour).orElse(site.isLive() ? "#d8dde0" : "#fff");
    }

    /// What becomes of a site, in words.
    static String words(GoLiveMap.Site site) {
        return site.quarter()
                .map(q -> "quarter " + (q + 1))
                .orElse(site.isLive() ? "live from the start" : "not reached");
    }

    /// From light to dark blue.
    private String colour(int quarter) {
        double part = last == first ? 0 : (double) (quarter - first) / (last - first);
        int[] from = {0xd2, 0xe7, 0xf7};
        int[] to = {0x00, 0x30, 0x87};
        StringBuilder colour = new StringBuilder("#");
        IntStream.range(0, 3)
                .forEach(i ->
                        colour.append(
                                String.format(
                                        Locale.ROOT,
                                        "%02x",
                                        Math.round(from[i] + part * (to[i] - from[i])))));
        return colour.toString();
    }

    private static boolean isDark(String colour) {
        if (colour.length() < 7) {
            return false;
        }
        int red = Integer.parseInt(colour.substring(1, 3), 16);
        int green = Integer.parseInt(colour.substring(3, 5), 16);
        int blue = Integer.parseInt(colour.substring(5, 7), 16);
        return 0.299 * red + 0.587 * green + 0.114 * blue < 140;
    }

    private static void tile(
            List<String> lines, int x, int y, String mark, String fill, String words) {
        lines.add(
                "<g>%s<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"#4c6272\"/><text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%s</text></g>"
                        .formatted(
                                words.isEmpty() ? "" : "<title>" + escaped(words) + "</title>",
                                x,
                                y,
                                TILE,
                                TILE,
                                fill,
                                x + TILE / 2,
                                y + TILE / 2 + 5,
                                isDark(fill) ? "#fff" : "#212b32",
                                escaped(mark)));
    }

    private static void text(List<String> lines, int x, int y, String words, String more) {
        lines.add(
                "<text x=\"%d\" y=\"%d\"%s fill=\"#212b32\">%s</text>"
                        .formatted(x, y, more, escaped(words)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
