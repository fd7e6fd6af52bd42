package org.opengms.server.demo;

import java.io.PrintStream;
import java.util.Locale;

/// Progress as text: on a terminal a bar that is redrawn in place, elsewhere one line when a phase
/// ends.
final class WrittenProgress implements DemoProgress {
    private static final int BAR = 30;

    private final PrintStream out;
    private final Kind kind;
    private String phase = "";
    private int total;
    private int done;

    WrittenProgress(PrintStream out, Kind kind) {
        this.out = out;
        this.kind = kind;
    }

    @Override
    public synchronized void start(String newPhase, int newTotal) {
        phase = newPhase;
        total = newTotal;
        done = 0;
        draw();
    }

    @Override
    public synchronized void step() {
        done++;
        draw();
    }

    @Override
    public synchronized void finish(double seconds) {
        switch (kind) {
            case TERMINAL -> {
                draw();
                out.printf(Locale.ROOT, "  %.1f s%n", seconds);
            }
            case PLAIN ->
                    out.printf(
                            Locale.ROOT, "demo: %s %d/%d, %.1f s%n", phase, done, total, seconds);
        }
        out.flush();
    }

    private void draw() {
        if (kind == Kind.PLAIN) {
            return;
        }
        int filled = total == 0 ? BAR : Math.min(BAR, BAR * done / total);
        out.printf(
                Locale.ROOT,
                "\r%-15s [%s%s] %d/%d",
                phase,
                "█".repeat(filled),
                "░".repeat(BAR - filled),
                done,
                total);
        out.flush();
    }
}
