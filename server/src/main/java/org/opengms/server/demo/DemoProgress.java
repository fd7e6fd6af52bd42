package org.opengms.server.demo;

/// Is told how far the demonstration is. Called from many threads.
public interface DemoProgress {
    /// Says nothing.
    DemoProgress SILENT =
            new DemoProgress() {
                @Override
                public void start(String phase, int total) {}

                @Override
                public void step() {}

                @Override
                public void finish(double seconds) {}
            };

    /// A phase begins.
    ///
    /// @param phase `orders`, `laboratory`, `interpretation`, `signing` or `outcomes`
    /// @param total how many steps it has
    void start(String phase, int total);

    /// One step of the phase is done.
    void step();

    /// The phase is over.
    ///
    /// @param seconds that it took
    void finish(double seconds);

    /// Bars that are redrawn in place where `out` is a terminal, else one line a phase.
    static DemoProgress on(java.io.PrintStream out, Kind kind) {
        return new WrittenProgress(out, kind);
    }

    /// What is written to.
    enum Kind {
        TERMINAL,
        PLAIN
    }
}
