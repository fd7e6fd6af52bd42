package org.opengms.server.command;

/// Something that the person at the terminal can put right; the message says what.
public final class CommandProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message with its number, what is wrong and what to do
    public CommandProblem(String message) {
        super(message);
    }
}
