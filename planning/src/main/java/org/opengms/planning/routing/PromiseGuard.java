package org.opengms.planning.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.planning.routing.Decision.Guard;
import org.opengms.planning.routing.Decision.Shortfall;
import org.opengms.planning.routing.ResourceCalendar.Precedence;
import org.opengms.planning.routing.ResourceState.CommittedWork;
import org.opengms.planning.routing.RouteOption.Need;
import org.opengms.planning.routing.RoutingRequest.Priority;

/// Whether options can be promised on the pessimistic forecast. A promise is kept wherever every
/// resource does at least what was forecast and takes the work due first. Clerks' minutes are not
/// guarded, so that paper never costs a promise.
final class PromiseGuard {
    /// How far ahead calendars reach at most.
    private static final int MOST_DAYS = 200;

    /// How far beyond the last report, so that it can be said by when there is room.
    private static final int DAYS_BEYOND = 15;

    private static final double ROUNDING = 1e-9;

    private final LocalDate today;
    private final Map<String, ResourceState> resources;
    private final PolicyVersion policy;
    private final Precedence precedence;
    private final int days;
    private final Map<String, ResourceCalendar> calendars = new HashMap<>();

    PromiseGuard(
            RoutingRequest request,
            NetworkState state,
            Map<String, ResourceState> resources,
            PolicyVersion policy) {
        this.today = state.today();
        this.resources = resources;
        this.policy = policy;
        this.precedence =
                request.priority() == Priority.URGENT ? Precedence.URGENT : Precedence.ROUTINE;
        long last = 0;
        for (RouteOption option : request.options()) {
            last = Math.max(last, dayOf(option.due()));
        }
        days = Math.clamp(last + DAYS_BEYOND, DAYS_BEYOND, MOST_DAYS);
    }

    Guard guard(RouteOption option) {
        List<Shortfall> shortfalls = new ArrayList<>();
        List<Need> taken = new ArrayList<>();
        for (Need need : option.needs()) {
            ResourceState state = resource(need.resource());
            if (state.resource().kind() == ResourceKind.CLERK_MINUTES) {
                continue;
            }
            ResourceCalendar calendar = calendar(state);
            double room = calendar.room(day(need.earliest()), day(need.latest()), precedence);
            if (room < need.amount() - ROUNDING) {
                shortfalls.add(
                        new Shortfall(
                                need.resource(),
                                state.resource().words(),
                                need.amount() - room,
                                roomBy(calendar, need)));
            } else {
                commit(need, need.amount());
                taken.add(need);
            }
        }
        for (Need need : taken) {
            commit(need, -need.amount());
        }
        return new Guard(shortfalls);
    }

    private Optional<LocalDate> roomBy(ResourceCalendar calendar, Need need) {
        for (int last = day(need.latest()) + 1; last < days; last++) {
            if (calendar.room(day(need.earliest()), last, precedence) >= need.amount() - ROUNDING) {
                return Optional.of(today.plusDays(last));
            }
        }
        return Optional.empty();
    }

    private void commit(Need need, double amount) {
        calendar(resource(need.resource()))
                .commit(day(need.earliest()), day(need.latest()), amount);
    }

    private ResourceState resource(String id) {
        ResourceState state = resources.get(id);
        if (state == null) {
            throw new IllegalArgumentException(
                    "OGMS-6227 Resource %s is needed, and its state is not given. Give the state of every resource that an option needs."
                            .formatted(id));
        }
        return state;
    }

    private ResourceCalendar calendar(ResourceState state) {
        return calendars.computeIfAbsent(state.resource().id(), _ -> made(state));
    }

    private ResourceCalendar made(ResourceState state) {
        double[] capacity =
                state.forecast()
                        .promisable(today, days, policy.pessimism(), policy.staleShareADay());
        ResourceCalendar calendar = new ResourceCalendar(capacity, policy.urgentShare());
        for (CommittedWork committed : state.committed()) {
            calendar.commit(day(committed.earliest()), day(committed.due()), committed.amount());
        }
        return calendar;
    }

    private long dayOf(LocalDate date) {
        return date.toEpochDay() - today.toEpochDay();
    }

    private int day(LocalDate date) {
        return Math.clamp(dayOf(date), 0, days - 1);
    }
}
