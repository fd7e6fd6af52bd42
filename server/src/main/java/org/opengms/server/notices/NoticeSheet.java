package org.opengms.server.notices;

import java.time.LocalDate;
import org.opengms.notices.Notice;
import org.opengms.notices.PostalAddress;

/// Sets a notice as a letter.
public interface NoticeSheet {
    /// The letter as PDF, the same bytes for the same notice, address and day.
    byte[] set(Notice notice, PostalAddress to, LocalDate day);
}
