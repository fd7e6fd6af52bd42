package org.opengms.notices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.opengms.people.PersonId;

/// Notices in memory; append-only.
final class FakeNotices implements NoticeStore {
    private final Map<NoticeId, Notice> notices = new LinkedHashMap<>();
    private final Map<NoticeId, List<NoticeStep>> steps = new HashMap<>();
    private final Map<PersonId, ChannelChoice> channels = new HashMap<>();

    @Override
    public boolean add(Notice notice) {
        boolean known =
                notices.values().stream()
                        .anyMatch(other ->
                                other.person().equals(notice.person())
                                        && other.kind() == notice.kind()
                                        && other.cause().equals(notice.cause()));
        if (!known) {
            notices.put(notice.id(), notice);
        }
        return !known;
    }

    @Override
    public Optional<Notice> find(NoticeId id) {
        return Optional.ofNullable(notices.get(id));
    }

    @Override
    public List<NoticeStep> steps(NoticeId id) {
        return List.copyOf(steps.getOrDefault(id, List.of()));
    }

    @Override
    public void addStep(NoticeId id, NoticeStep step) {
        steps.computeIfAbsent(id, _ -> new ArrayList<>()).add(step);
    }

    @Override
    public Optional<ChannelChoice> channel(PersonId person) {
        return Optional.ofNullable(channels.get(person));
    }

    @Override
    public void addChannel(ChannelChoice choice) {
        channels.put(choice.person(), choice);
    }

    @Override
    public List<Told> of(PersonId person, int most) {
        return notices.values().stream()
                .filter(notice -> notice.person().equals(person))
                .limit(most)
                .map(notice ->
                        new Told(
                                notice,
                                steps(notice.id()).stream().reduce((first, second) -> second)))
                .toList();
    }

    /// All notices, in their order.
    List<Notice> all() {
        return List.copyOf(notices.values());
    }

    /// The newest step of a notice.
    NoticeStep last(NoticeId id) {
        return Objects.requireNonNull(steps.get(id)).getLast();
    }
}
