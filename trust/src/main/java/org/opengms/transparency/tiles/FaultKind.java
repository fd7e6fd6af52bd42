package org.opengms.transparency.tiles;

/// What can be wrong with a log.
public enum FaultKind {
    /// There is no checkpoint.
    CHECKPOINT_MISSING(7030, "Give the folder of a log, or a checkpoint of it."),
    /// A checkpoint cannot be read.
    CHECKPOINT_UNREADABLE(7031, "Fetch the checkpoint again; if it stays so, tell the operator."),
    /// The log's key did not sign a checkpoint.
    NOT_SIGNED_BY_THE_LOG(7032, "Check that the key is the one the log has published."),
    /// A witness that was asked for did not sign.
    WITNESS_MISSING(7033, "Wait for a checkpoint with its cosignature, or ask the witness."),
    /// A signature is of a known key by its name, and does not verify.
    SIGNATURE_FALSE(7034, "The checkpoint was changed after it was signed: keep it as evidence."),
    /// A checkpoint is of another log.
    OTHER_LOG(7035, "Compare the origin with the one the key was published for."),
    /// A tile or bundle is not there.
    MISSING(7036, "The log is not whole: get the file from a mirror, or tell the operator."),
    /// A tile or bundle has another length than the tree needs.
    MALFORMED(7037, "The file was cut off or is damaged: get it from a mirror."),
    /// An entry does not have the hash that the tree has for it.
    ENTRY_ALTERED(7038, "The entry was changed, dropped or moved: keep the log as evidence."),
    /// A hash does not follow from the tiles below it.
    TILE_ALTERED(7039, "The tile was changed: keep the log as evidence."),
    /// The tree does not have the root that was signed.
    ROOT_DIFFERS(7040, "The log was rewritten after it was signed: keep both as evidence."),
    /// The log ends before a checkpoint that it has signed.
    ENDS_TOO_EARLY(7041, "An old backup was restored, or entries were taken away."),
    /// The log has signed something that this log does not continue.
    SPLIT_VIEW(7042, "The log showed others something else: publish both checkpoints as evidence."),
    /// An entry is not of the form that the others have.
    ENTRY_UNREADABLE(7043, "Something was written that the service does not write."),
    /// The numbers of a person's entries have a gap or a repetition.
    SEQUENCE_BROKEN(7044, "An entry of this person was left out or written twice."),
    /// A proof does not lead to the root that was signed.
    PROOF_WRONG(7045, "The proof does not show what it says: ask for it anew."),
    /// A record does not have the hash that its entry has.
    RECORD_ALTERED(7046, "The record is not what was logged."),
    /// A file cannot be read.
    UNREADABLE(7047, "Check its permissions and the disk.");

    private final int code;
    private final String advice;

    FaultKind(int code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    /// Its number, such as `OGMS-7030`.
    public String code() {
        return "OGMS-" + code;
    }

    /// What to do.
    public String advice() {
        return advice;
    }
}
