package org.opengms.gate;

import java.io.Serial;

/// A use cannot be written down, so nothing is released for it. Reading for care goes on.
public final class AccessLogUnavailable extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /// @param cause what went wrong, without personal data
    public AccessLogUnavailable(Throwable cause) {
        super(words(), cause);
    }

    /// The record is not in the log in time.
    public AccessLogUnavailable() {
        super(words());
    }

    private static String words() {
        return "OGMS-7140 The log that shows people the uses of their data cannot be written now, so nothing is released for this use. Ask again in a minute; care is not affected.";
    }
}
