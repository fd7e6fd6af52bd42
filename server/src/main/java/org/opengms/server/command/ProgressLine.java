package org.opengms.server.command;

import java.io.PrintWriter;
import java.util.Locale;

/// Progress on one line of a terminal; on anything else, a line when a step begins.
final class ProgressLine implements AutoCloseable {
    private static final int BAR_WIDTH = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private String step = "";
    private int shownPercent = -1;

    /// @param out where errors go
    ProgressLine(PrintWriter out) {
        this.out = out;
        java.io.Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    /// Shows how far a step is.
    ///
    /// @param total 0 where nobody knows
    synchronized void at(String what, long done, long total) {
        boolean begins = !what.equals(step);
        if (begins && terminal && !step.isEmpty()) {
            out.println();
        }
        int percent = total <= 0 ? 0 : (int) Math.min(100, 100 * done / total);
        if (!begins && percent == shownPercent) {
            return;
        }
        step = what;
        shownPercent = percent;
        if (terminal) {
            int filled = BAR_WIDTH * percent / 100;
            out.printf(
                    Locale.ROOT,
                    "\r%-34s [%s%s] %3d %%",
                    what,
                    "#".repeat(filled),
                    " ".repeat(BAR_WIDTH - filled),
                    percent);
        } else if (begins) {
            out.println(what);
        }
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (terminal && !step.isEmpty()) {
            out.println();
        }
        out.flush();
    }
}
