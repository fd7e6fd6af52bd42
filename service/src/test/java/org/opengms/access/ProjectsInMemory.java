package org.opengms.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Projects in memory; append-only.
public final class ProjectsInMemory implements ProjectStore {
    private final Map<ProjectId, List<Entry>> histories = new LinkedHashMap<>();
    private final List<CommitteeSeat> seats = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();

    /// What was refused, as `step: reason`.
    public final List<String> refused = new ArrayList<>();

    /// Steps that somebody else takes just before the next ones are kept.
    public final List<Entry> faster = new ArrayList<>();

    @Override
    public List<Entry> history(ProjectId project) {
        return List.copyOf(histories.getOrDefault(project, List.of()));
    }

    @Override
    public boolean append(Project after) {
        List<Entry> kept = histories.computeIfAbsent(after.id(), _ -> new ArrayList<>());
        if (!faster.isEmpty()) {
            kept.add(faster.removeFirst());
        }
        if (kept.size() != after.history().size() - 1) {
            return false;
        }
        kept.add(after.history().getLast());
        return true;
    }

    @Override
    public List<CommitteeSeat> seats(Account account) {
        return seats.stream().filter(s -> s.account().equals(account)).toList();
    }

    @Override
    public List<Bar> bars(Account account) {
        return bars.stream().filter(b -> b.account().equals(account)).toList();
    }

    @Override
    public void refused(ProjectId project, Account by, String step, String reason, Instant at) {
        refused.add(step + ": " + reason);
    }

    /// Gives somebody a seat.
    public void seat(CommitteeSeat seat) {
        seats.add(seat);
    }

    /// Keeps somebody from all data.
    public void bar(Bar bar) {
        bars.add(bar);
    }

    /// Keeps a course as it is.
    public void keep(ProjectId project, List<Entry> history) {
        histories.put(project, new ArrayList<>(history));
    }
}
