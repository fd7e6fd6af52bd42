package org.opengms.dialogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A store for tests.
final class KeptInMemory implements DialogueStore {
    private record Key(String consultation, String number) {}

    private final Map<String, Consultation> published = new LinkedHashMap<>();
    private final Map<Key, Response> responses = new LinkedHashMap<>();
    private final Map<Key, Moderation> moderations = new LinkedHashMap<>();
    private final Map<String, List<PublicDecision>> decisions = new LinkedHashMap<>();

    @Override
    public List<Consultation> published() {
        return List.copyOf(published.values());
    }

    @Override
    public boolean publish(Consultation consultation, String by, Instant at) {
        return published.putIfAbsent(consultation.id(), consultation) == null;
    }

    @Override
    public int add(String consultation, List<Response> added) {
        int kept = 0;
        for (Response response : added) {
            if (responses.putIfAbsent(new Key(consultation, response.number()), response) == null) {
                kept++;
            }
        }
        return kept;
    }

    private List<Response> of(String consultation) {
        return responses.entrySet().stream()
                .filter(e -> e.getKey().consultation().equals(consultation))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public List<Response> numbered(String consultation, Set<String> numbers) {
        return of(consultation).stream().filter(r -> numbers.contains(r.number())).toList();
    }

    private record Group(Way way, String option) {}

    @Override
    public List<Tally> tallies(String consultation) {
        return of(consultation).stream()
                .collect(Collectors.groupingBy(r -> new Group(r.way(), r.option())))
                .entrySet()
                .stream()
                .map(e ->
                        new Tally(
                                e.getKey().way(),
                                e.getKey().option(),
                                e.getValue().size(),
                                e.getValue().stream().mapToDouble(Response::weight).sum(),
                                e.getValue().stream()
                                        .mapToDouble(r -> r.weight() * r.weight())
                                        .sum()))
                .toList();
    }

    private List<Remark> remarks(String consultation, Set<Moderation> with) {
        List<Remark> remarks = new ArrayList<>();
        for (Response r : of(consultation)) {
            Moderation moderation = moderations.get(new Key(consultation, r.number()));
            if (r.words().isPresent()
                    && (moderation == null ? with.isEmpty() : with.contains(moderation))) {
                remarks.add(new Remark(r.number(), r.way(), r.words().get(), r.on()));
            }
        }
        return remarks;
    }

    @Override
    public List<Remark> waiting(String consultation, int most) {
        return remarks(consultation, Set.of());
    }

    @Override
    public List<Remark> accepted(String consultation, int most) {
        return remarks(consultation, Set.of(new Moderation.Accepted()));
    }

    @Override
    public Map<Integer, Long> refused(String consultation) {
        Map<Integer, Long> refused = new TreeMap<>();
        moderations.forEach((key, moderation) -> {
            if (key.consultation().equals(consultation)
                    && moderation instanceof Moderation.Refused(int rule)) {
                refused.merge(rule, 1L, Long::sum);
            }
        });
        return refused;
    }

    @Override
    public boolean moderate(
            String consultation, String number, Moderation moderation, String by, Instant at) {
        Key key = new Key(consultation, number);
        Response response = responses.get(key);
        if (response == null || response.words().isEmpty()) {
            return false;
        }
        moderations.put(key, moderation);
        return true;
    }

    @Override
    public List<PublicDecision> decisions(String consultation) {
        return List.copyOf(decisions.getOrDefault(consultation, List.of()));
    }

    @Override
    public boolean decide(
            String consultation, PublicDecision decision, String recordedBy, Instant at) {
        decisions.computeIfAbsent(consultation, id -> new ArrayList<>()).add(decision);
        return true;
    }
}
