package org.opengms.directory;

/// A file of the test directory cannot be used, and the person who gave it can mend it. The message
/// begins with a searchable number and says what is wrong, where, and what to do.
public final class DirectoryInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    DirectoryInputException(String message) {
        super(message);
    }

    DirectoryInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
