package org.opengms.staffing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.rollout.RolloutState;

/// Jobs of forecasting in memory.
final class ForecastsInMemory implements ForecastJobs {
    private final Map<ForecastId, ForecastJob> jobs = new LinkedHashMap<>();
    private final Map<ForecastId, ForecastQuestion> questions = new HashMap<>();
    private final Map<ForecastId, String> results = new HashMap<>();
    private final Map<ForecastId, Integer> begun = new HashMap<>();
    final List<Integer> progress = new ArrayList<>();

    @Override
    public void add(ForecastJob job, ForecastQuestion question) {
        jobs.put(job.id(), job);
        questions.put(job.id(), question);
    }

    @Override
    public Optional<ForecastJob> find(ForecastId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public List<ForecastJob> list() {
        return jobs.values().stream()
                .sorted(Comparator.comparing(ForecastJob::askedAt).reversed())
                .toList();
    }

    @Override
    public void lock() {}

    @Override
    public Optional<ForecastQuestion> question(ForecastId id) {
        return Optional.ofNullable(questions.get(id));
    }

    private void change(ForecastId id, UnaryOperator<ForecastJob> change) {
        jobs.computeIfPresent(id, (_, job) -> job.state().isEnded() ? job : change.apply(job));
    }

    private static ForecastJob in(
            ForecastJob job,
            RolloutState state,
            int done,
            Optional<Instant> ended,
            Optional<String> problem,
            boolean isCancelWanted) {
        return new ForecastJob(
                job.id(),
                job.askedBy(),
                job.askedName(),
                job.askedAt(),
                job.scenario(),
                job.budgetsPencePerYear(),
                job.worlds(),
                state,
                done,
                ended,
                problem,
                isCancelWanted);
    }

    private void end(ForecastId id, RolloutState state, Optional<String> problem, Instant at) {
        change(
                id,
                job -> in(job, state, job.done(), Optional.of(at), problem, job.isCancelWanted()));
    }

    @Override
    public Optional<Integer> begin(ForecastId id, Instant at) {
        ForecastJob job = jobs.get(id);
        if (job == null || job.state().isEnded() || job.isCancelWanted()) {
            return Optional.empty();
        }
        change(id, j -> in(j, RolloutState.RUNNING, 0, Optional.empty(), Optional.empty(), false));
        return Optional.of(begun.merge(id, 1, Integer::sum));
    }

    @Override
    public boolean progress(ForecastId id, int done) {
        progress.add(done);
        return Objects.requireNonNull(jobs.get(id)).isCancelWanted();
    }

    @Override
    public void waitAgain(ForecastId id) {
        change(
                id,
                j ->
                        in(
                                j,
                                RolloutState.WAITING,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                j.isCancelWanted()));
    }

    @Override
    public void done(ForecastId id, String result, Instant at) {
        results.put(id, result);
        end(id, RolloutState.DONE, Optional.empty(), at);
    }

    @Override
    public void failed(ForecastId id, String problem, Instant at) {
        end(id, RolloutState.FAILED, Optional.of(problem), at);
    }

    @Override
    public void cancelled(ForecastId id, Instant at) {
        end(id, RolloutState.CANCELLED, Optional.empty(), at);
    }

    @Override
    public void wantCancel(ForecastId id, Instant at) {
        change(id, j -> in(j, j.state(), j.done(), Optional.empty(), Optional.empty(), true));
        if (find(id).filter(j -> j.state() == RolloutState.WAITING).isPresent()) {
            cancelled(id, at);
        }
    }

    @Override
    public Optional<String> result(ForecastId id) {
        return Optional.ofNullable(results.get(id));
    }

    @Override
    public Optional<ForecastId> newestDone() {
        return list().stream()
                .filter(j -> j.state() == RolloutState.DONE)
                .map(ForecastJob::id)
                .findFirst();
    }

    @Override
    public boolean delete(ForecastId id) {
        return find(id).filter(j -> j.state().isEnded()).map(j -> jobs.remove(id)).isPresent();
    }
}
