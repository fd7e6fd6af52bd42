package org.opengms.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opengms.people.PersonId;

/// Where a privacy officer sees who read which data of whom and why: readings by staff of their
/// organisation, and readings of persons for whom it ordered. Looking is a reading too: it passes
/// the gate and is logged, once for each person on a page.
///
/// Researchers know a participant by a random identifier. Their privacy officer sees it and not the
/// person; the privacy officer of an organisation that cares for the person sees the person and not
/// the identifier; nobody sees both.
public final class AuditDesk {
    private static final String TYPE = "AuditEvent";

    private final AccessTrail trail;
    private final Gate gate;
    private final CareRelations relations;

    public AuditDesk(AccessTrail trail, Gate gate, CareRelations relations) {
        this.trail = trail;
        this.gate = gate;
        this.relations = relations;
    }

    /// What names the person of a reading.
    public enum Named {
        /// The service's identifier of the person.
        PERSON,
        /// What research knows them by.
        PARTICIPANT
    }

    /// A reading, and what may be shown to name its person.
    public record Shown(LoggedAccess access, Named named) {}

    /// Some readings.
    ///
    /// @param shown newest first
    /// @param next where the next page begins; empty if there is none
    public record Page(List<Shown> shown, OptionalLong next) {
        public Page {
            shown = List.copyOf(shown);
        }
    }

    /// One reading.
    ///
    /// @param channel by which way it is asked for
    /// @return empty if there is none
    /// @throws AccessDenied if the gate does not permit
    public Optional<Shown> find(UUID id, Actor actor, String channel) throws AccessDenied {
        Optional<LoggedAccess> found = trail.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Shown shown = shown(found.get(), ordered(found.stream().toList(), actor));
        String resource =
                TYPE
                        + "/"
                        + id
                        + (shown.named() == Named.PARTICIPANT ? "?patient=" + name(shown) : "");
        return Optional.of(gate.release(request(shown, resource, actor, channel), () -> shown));
    }

    /// Readings, newest first; none for others than privacy officers.
    ///
    /// @param before where the page before ended
    /// @param limit how many to look at
    /// @param channel by which way they are asked for
    public Page search(
            AccessTrail.Question question,
            OptionalLong before,
            int limit,
            Actor actor,
            String channel) {
        if (!actor.has(Role.AUDITOR)) {
            return new Page(List.of(), OptionalLong.empty());
        }
        List<LoggedAccess> found = trail.search(actor.organisation(), question, before, limit + 1);
        boolean more = found.size() > limit;
        List<LoggedAccess> looked = more ? found.subList(0, limit) : found;
        Set<PersonId> ordered = ordered(looked, actor);
        Map<AccessRequest, List<Shown>> asked = new LinkedHashMap<>();
        for (LoggedAccess access : looked) {
            Shown shown = shown(access, ordered);
            asked.computeIfAbsent(
                            request(shown, TYPE + "?patient=" + name(shown), actor, channel),
                            _ -> new ArrayList<>())
                    .add(shown);
        }
        List<AccessRequest> requests = List.copyOf(asked.keySet());
        List<Decision> decisions = gate.decideAll(requests);
        List<Shown> permitted = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (decisions.get(i) instanceof Decision.Permit) {
                permitted.addAll(asked.getOrDefault(requests.get(i), List.of()));
            }
        }
        permitted.sort((a, b) -> Long.compare(b.access().number(), a.access().number()));
        return new Page(
                permitted,
                more ? OptionalLong.of(looked.getLast().number()) : OptionalLong.empty());
    }

    private Set<PersonId> ordered(List<LoggedAccess> readings, Actor actor) {
        return relations.orderedFor(
                actor.organisation(),
                readings.stream().map(LoggedAccess::person).collect(Collectors.toSet()));
    }

    private static Shown shown(LoggedAccess access, Set<PersonId> ordered) {
        return new Shown(
                access,
                access.participant().isPresent() && !ordered.contains(access.person())
                        ? Named.PARTICIPANT
                        : Named.PERSON);
    }

    private static String name(Shown shown) {
        return switch (shown.named()) {
            case PERSON -> "Patient/" + shown.access().person().value();
            case PARTICIPANT -> "Participant/" + shown.access().participant().orElse("");
        };
    }

    private static AccessRequest request(
            Shown shown, String resource, Actor actor, String channel) {
        return new AccessRequest(
                actor,
                Purpose.AUDIT,
                shown.access().person(),
                shown.access().organisation().isOrPartOf(actor.organisation())
                        ? DataClass.OWN_READING
                        : DataClass.READING,
                resource,
                channel);
    }
}
