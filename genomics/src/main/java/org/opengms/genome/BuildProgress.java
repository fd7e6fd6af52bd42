package org.opengms.genome;

/// Listens to the building of a reference bundle.
@FunctionalInterface
public interface BuildProgress {
    /// Called now and then.
    ///
    /// @param step what is being done, in words
    /// @param doneBytes bytes of the source read so far
    /// @param totalBytes bytes of the source
    void at(String step, long doneBytes, long totalBytes);

    /// Listens to nothing.
    static BuildProgress silent() {
        return (_, _, _) -> {};
    }
}
