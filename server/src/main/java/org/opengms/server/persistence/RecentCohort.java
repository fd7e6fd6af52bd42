package org.opengms.server.persistence;

import java.util.function.IntSupplier;

/// How many members' data may serve research, as counted a moment ago. What each said is read to
/// count them, which takes the longer the more there are; a number for an overview may be a little
/// old ([Recounted]). Whether one person's data may be used is never asked here.
public final class RecentCohort implements IntSupplier {
    private final IntSupplier count;
    private final Recounted<Integer> members = new Recounted<>();

    /// @param count counts all of them
    public RecentCohort(IntSupplier count) {
        this.count = count;
    }

    @Override
    public int getAsInt() {
        return members.recent(count::getAsInt);
    }
}
