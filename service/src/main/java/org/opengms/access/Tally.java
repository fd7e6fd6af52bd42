package org.opengms.access;

/// What a vote came to. Votes of members who have an interest are not in it.
///
/// @param approve votes for it
/// @param refuse votes against it
/// @param abstain neither; does not count towards the quorum
/// @param lay votes for or against by lay members
public record Tally(int approve, int refuse, int abstain, int lay) {
    /// Votes for or against.
    public int votes() {
        return approve + refuse;
    }

    /// Whether more are for it than against; a tie is a no.
    public boolean isFor() {
        return approve > refuse;
    }

    /// Whether so many have voted that it decides.
    public boolean decides(CommitteeRules rules) {
        return votes() >= rules.quorum() && lay >= rules.layVotes();
    }
}
