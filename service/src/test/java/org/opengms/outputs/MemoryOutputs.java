package org.opengms.outputs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.environment.Findings;
import org.opengms.metering.ProjectReference;

/// Requests for release in memory.
final class MemoryOutputs implements OutputStore {
    private final Map<OutputId, OutputRequest> requests = new LinkedHashMap<>();
    final Map<OutputId, byte[]> bytes = new HashMap<>();
    final List<Findings.Carriers> frequencies = new ArrayList<>();

    @Override
    public void add(OutputRequest request, byte[] of) {
        requests.put(request.id(), request);
        bytes.put(request.id(), of);
    }

    @Override
    public boolean add(OutputRequest request, byte[] of, Findings.Carriers released, int known) {
        if (frequencies.size() != known) {
            return false;
        }
        frequencies.add(released);
        add(request, of);
        return true;
    }

    @Override
    public Optional<OutputRequest> find(OutputId id) {
        return Optional.ofNullable(requests.get(id));
    }

    @Override
    public List<OutputRequest> of(ProjectReference project, int most) {
        return requests.values().stream()
                .filter(r -> r.project().equals(project))
                .toList()
                .reversed();
    }

    @Override
    public List<OutputRequest> waiting(int most) {
        return requests.values().stream()
                .filter(r -> r.state() == OutputState.WAITING_FOR_CHECKERS)
                .toList();
    }

    @Override
    public int countWaiting() {
        return waiting(Integer.MAX_VALUE).size();
    }

    @Override
    public List<OutputRequest> closed(Instant since) {
        return requests.values().stream().filter(r -> r.state().isClosed()).toList();
    }

    @Override
    public boolean append(OutputId id, List<OutputEvent> events) {
        OutputRequest request = requests.get(id);
        if (request == null || request.events().size() + 1 != events.getFirst().number()) {
            return false;
        }
        List<OutputEvent> all = new ArrayList<>(request.events());
        all.addAll(events);
        requests.put(id, request.with(all));
        return true;
    }

    @Override
    public Optional<byte[]> bytes(OutputId id) {
        return Optional.ofNullable(bytes.get(id));
    }

    @Override
    public List<Findings.Carriers> frequencies() {
        return List.copyOf(frequencies);
    }
}
