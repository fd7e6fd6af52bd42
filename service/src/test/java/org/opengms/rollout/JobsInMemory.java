package org.opengms.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Jobs for tests, with all that was ever told of their progress.
final class JobsInMemory implements RolloutJobs {
    private record Kept(
            RolloutJob job,
            RolloutQuestion question,
            int begun,
            Optional<String> chosen,
            Optional<String> result) {}

    private final Map<RolloutJobId, Kept> kept = new LinkedHashMap<>();
    final List<RolloutProgress> told = new ArrayList<>();

    /// Called with all progress; may stop the work.
    private java.util.function.Consumer<RolloutProgress> listener = _ -> {};

    synchronized void listen(java.util.function.Consumer<RolloutProgress> to) {
        listener = to;
    }

    @Override
    public synchronized void add(
            RolloutJobId id, RolloutJob.Asked asked, RolloutQuestion question) {
        kept.put(
                id,
                new Kept(
                        new RolloutJob(
                                id,
                                asked,
                                RolloutJob.About.of(question),
                                RolloutState.WAITING,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false),
                        question,
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Override
    public synchronized Optional<RolloutJob> find(RolloutJobId id) {
        return Optional.ofNullable(kept.get(id)).map(Kept::job);
    }

    @Override
    public synchronized List<RolloutJob> list() {
        return kept.values().stream()
                .map(Kept::job)
                .sorted(Comparator.comparing((RolloutJob j) -> j.asked().at()).reversed())
                .toList();
    }

    @Override
    public void lock(String person) {}

    @Override
    public synchronized Optional<RolloutQuestion> question(RolloutJobId id) {
        return Optional.ofNullable(kept.get(id)).map(Kept::question);
    }

    @Override
    public synchronized Optional<Integer> begin(RolloutJobId id, Instant at) {
        if (!isOpen(id) || job(id).isCancelWanted()) {
            return Optional.empty();
        }
        change(id, job -> with(job, RolloutState.RUNNING, Optional.empty(), Optional.empty()));
        Kept now = of(id);
        kept.put(
                id,
                new Kept(now.job(), now.question(), now.begun() + 1, now.chosen(), now.result()));
        return Optional.of(of(id).begun());
    }

    @Override
    public boolean progress(RolloutJobId id, RolloutProgress progress) {
        java.util.function.Consumer<RolloutProgress> to;
        boolean isCancelWanted;
        synchronized (this) {
            told.add(progress);
            to = listener;
            change(
                    id,
                    job ->
                            new RolloutJob(
                                    job.id(),
                                    job.asked(),
                                    job.about(),
                                    job.state(),
                                    Optional.of(progress),
                                    job.begunAt(),
                                    job.endedAt(),
                                    job.problem(),
                                    job.isCancelWanted()));
            isCancelWanted = job(id).isCancelWanted();
        }
        to.accept(progress);
        return isCancelWanted;
    }

    @Override
    public synchronized Optional<String> chosen(RolloutJobId id) {
        return of(id).chosen();
    }

    @Override
    public synchronized void keepChosen(RolloutJobId id, String chosen) {
        Kept now = of(id);
        kept.put(
                id,
                new Kept(
                        now.job(), now.question(), now.begun(), Optional.of(chosen), now.result()));
    }

    @Override
    public synchronized void waitAgain(RolloutJobId id) {
        change(id, job -> with(job, RolloutState.WAITING, Optional.empty(), Optional.empty()));
    }

    @Override
    public synchronized void done(RolloutJobId id, String result, Instant at) {
        Kept now = of(id);
        kept.put(
                id,
                new Kept(
                        now.job(), now.question(), now.begun(), now.chosen(), Optional.of(result)));
        change(id, job -> with(job, RolloutState.DONE, Optional.of(at), Optional.empty()));
    }

    @Override
    public synchronized void failed(RolloutJobId id, String problem, Instant at) {
        change(id, job -> with(job, RolloutState.FAILED, Optional.of(at), Optional.of(problem)));
    }

    @Override
    public synchronized void cancelled(RolloutJobId id, Instant at) {
        change(id, job -> with(job, RolloutState.CANCELLED, Optional.of(at), Optional.empty()));
    }

    @Override
    public synchronized void wantCancel(RolloutJobId id, Instant at) {
        if (isOpen(id)) {
            change(
                    id,
                    job ->
                            new RolloutJob(
                                    job.id(),
                                    job.asked(),
                                    job.about(),
                                    job.state(),
                                    job.progress(),
                                    job.begunAt(),
                                    job.endedAt(),
                                    job.problem(),
                                    true));
            if (job(id).state() == RolloutState.WAITING) {
                cancelled(id, at);
            }
        }
    }

    @Override
    public synchronized Optional<String> result(RolloutJobId id) {
        return of(id).result();
    }

    @Override
    public synchronized boolean delete(RolloutJobId id) {
        return kept.containsKey(id) && job(id).state().isEnded() && kept.remove(id) != null;
    }

    private Kept of(RolloutJobId id) {
        return Optional.ofNullable(kept.get(id)).orElseThrow();
    }

    private RolloutJob job(RolloutJobId id) {
        return of(id).job();
    }

    private boolean isOpen(RolloutJobId id) {
        return kept.containsKey(id) && !job(id).state().isEnded();
    }

    private void change(RolloutJobId id, UnaryOperator<RolloutJob> change) {
        Kept now = of(id);
        kept.put(
                id,
                new Kept(
                        change.apply(now.job()),
                        now.question(),
                        now.begun(),
                        now.chosen(),
                        now.result()));
    }

    private static RolloutJob with(
            RolloutJob job,
            RolloutState state,
            Optional<Instant> endedAt,
            Optional<String> problem) {
        return new RolloutJob(
                job.id(),
                job.asked(),
                job.about(),
                state,
                job.progress(),
                job.begunAt(),
                endedAt,
                problem,
                job.isCancelWanted());
    }
}
