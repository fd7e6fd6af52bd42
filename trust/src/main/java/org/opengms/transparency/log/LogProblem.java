package org.opengms.transparency.log;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The log cannot do what was asked, for the reason told. Nothing that was promised is lost.
public final class LogProblem extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final Kind kind;

    LogProblem(Kind kind, String what, @Nullable Throwable cause) {
        super("OGMS-%d %s %s".formatted(kind.code, what, kind.advice), cause);
        this.kind = kind;
    }

    /// Which.
    public Kind kind() {
        return kind;
    }

    /// Why a log cannot do something.
    public enum Kind {
        /// Another process, or this one, has the log open.
        IN_USE(7070, "Stop the other one first: two must never append."),
        /// The disk took no more.
        DISK_REFUSED(
                7071,
                "Nothing was promised and the log is consistent. Free space, then append again."),
        /// Nobody knows what is on disk since it failed to force something.
        DISK_UNCERTAIN(
                7072,
                "The log is closed for appends. Check the disk, then open the log again: it recovers from its journal."),
        /// More waits for the tree than may.
        TOO_MUCH_WAITING(
                7073, "The tree cannot be written: see the reason of the last integration."),
        /// The journal has bytes that are none of its own before its end.
        JOURNAL_DAMAGED(
                7074,
                "Promised entries may be lost. Restore the journal's folder from a copy; do not delete it."),
        /// The tiles or the journal end before the last checkpoint that was signed.
        OLD_BACKUP(
                7075,
                "An old backup was restored. Appending now would fork the log: bring back the newer files, or start a new log under another origin."),
        /// The tiles have another root than the last checkpoint that was signed.
        FORKED(
                7076,
                "The tiles are not those that were signed. Bring back the right ones, or start a new log under another origin."),
        /// The lock store knows less than what was published.
        OLD_LOCK_STORE(
                7077,
                "The lock store was restored from an old backup, or belongs to another log. Bring back the newer one."),
        /// The lock store holds something of another log, or not signed with this key.
        OTHER_LOG(7078, "Check origin, key and the paths of log and lock store."),
        /// Someone else has changed the lock store.
        LOCK_LOST(7079, "Another process writes this log. Stop it, then open the log again."),
        /// The log is closed.
        CLOSED(7080, "Open it again."),
        /// There is no such record.
        NO_RECORD(7081, "Entries are counted from 0; a record that was erased is gone."),
        /// Stored records have other bytes than were written.
        RECORDS_DAMAGED(7082, "Restore the file from a copy."),
        /// The record waits for the tree.
        NOT_YET(7083, "Erase it when it is in the tree, within seconds."),
        /// A journal that stands in for something else is full.
        STANDBY_FULL(7087, "Bring back what it stands in for; nothing that it holds is lost.");

        private final int code;
        private final String advice;

        Kind(int code, String advice) {
            this.code = code;
            this.advice = advice;
        }
    }
}
