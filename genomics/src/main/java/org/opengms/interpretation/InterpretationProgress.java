package org.opengms.interpretation;

/// Listens to an interpretation.
@FunctionalInterface
public interface InterpretationProgress {
    /// Called now and then.
    ///
    /// @param step what is being done, in words
    /// @param variantsRead calls read so far
    void at(String step, long variantsRead);

    /// Listens to nothing.
    static InterpretationProgress silent() {
        return (_, _) -> {};
    }
}
