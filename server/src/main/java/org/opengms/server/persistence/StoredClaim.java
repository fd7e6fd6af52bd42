package org.opengms.server.persistence;

import java.time.Instant;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.EquipmentId;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.ResourceKind;

/// A claim as it stands in the `claim` column: the kind says which form it has.
final class StoredClaim {
    enum Kind {
        CAPACITY,
        EQUIPMENT,
        QUEUE,
        OUTAGE,
        OUTAGE_END,
        READINESS
    }

    private StoredClaim() {}

    private record Capacity(String limit, double amount) {}

    private record Equipment(String id, String model, ResourceKind gives, double amount) {}

    private record Queue(TestMethod method, int openOrders, Optional<Integer> oldestAgeDays) {}

    private record Outage(
            String outage,
            String limit,
            Instant from,
            Optional<Instant> expectedEnd,
            double remainingShare,
            Optional<String> equipment) {}

    private record OutageEnd(String outage, Instant at) {}

    static Kind kind(Claim claim) {
        return switch (claim) {
            case Claim.Capacity _ -> Kind.CAPACITY;
            case Claim.Equipment _ -> Kind.EQUIPMENT;
            case Claim.Queue _ -> Kind.QUEUE;
            case Claim.Outage _ -> Kind.OUTAGE;
            case Claim.OutageEnd _ -> Kind.OUTAGE_END;
            case Claim.Readiness _ -> Kind.READINESS;
        };
    }

    static String write(Claim claim) {
        Object stored =
                switch (claim) {
                    case Claim.Capacity(var limit, var amount) ->
                            new Capacity(limit.code(), amount);
                    case Claim.Equipment(var id, var model, var gives, var amount) ->
                            new Equipment(id.value(), model, gives, amount);
                    case Claim.Queue(var method, var open, var oldest) ->
                            new Queue(method, open, oldest);
                    case Claim.Outage(var id, var limit, var from, var end, var share, var piece) ->
                            new Outage(
                                    id.value(),
                                    limit.code(),
                                    from,
                                    end,
                                    share,
                                    piece.map(EquipmentId::value));
                    case Claim.OutageEnd(var id, var at) -> new OutageEnd(id.value(), at);
                    case Claim.Readiness(var shares) -> shares;
                };
        return Rows.JSON.writeValueAsString(stored);
    }

    static Claim read(Kind kind, String json) {
        return switch (kind) {
            case CAPACITY -> {
                Capacity stored = Rows.JSON.readValue(json, Capacity.class);
                yield new Claim.Capacity(Limit.parse(stored.limit()), stored.amount());
            }
            case EQUIPMENT -> {
                Equipment stored = Rows.JSON.readValue(json, Equipment.class);
                yield new Claim.Equipment(
                        new EquipmentId(stored.id()),
                        stored.model(),
                        stored.gives(),
                        stored.amount());
            }
            case QUEUE -> {
                Queue stored = Rows.JSON.readValue(json, Queue.class);
                yield new Claim.Queue(stored.method(), stored.openOrders(), stored.oldestAgeDays());
            }
            case OUTAGE -> {
                Outage stored = Rows.JSON.readValue(json, Outage.class);
                yield new Claim.Outage(
                        new OutageId(stored.outage()),
                        Limit.parse(stored.limit()),
                        stored.from(),
                        stored.expectedEnd(),
                        stored.remainingShare(),
                        stored.equipment().map(EquipmentId::new));
            }
            case OUTAGE_END -> {
                OutageEnd stored = Rows.JSON.readValue(json, OutageEnd.class);
                yield new Claim.OutageEnd(new OutageId(stored.outage()), stored.at());
            }
            case READINESS ->
                    new Claim.Readiness(Rows.JSON.readValue(json, DigitalReadiness.class));
        };
    }
}
