package org.opengms.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.consent.ConsentStore;
import org.opengms.people.PersonId;

/// Hands notices over, by what holds when it does: who has died meanwhile, wants to be told no
/// more, or cannot be reached is not told, and why is kept. At least once: a process that dies
/// between handing over and noting it is followed by one that hands over again, under the same
/// reference.
public final class NoticeDelivery {
    /// How a person is told who never said.
    public static final NoticeChannel USUAL = NoticeChannel.LETTER;

    private final NoticeStore store;
    private final ConsentStore consents;
    private final Contacts contacts;
    private final PostalAddresses addresses;
    private final Map<NoticeChannel, Courier> couriers;
    private final NoticeRules rules;
    private final Clock clock;

    /// @param couriers of the electronic channels that the operator has set up
    public NoticeDelivery(
            NoticeStore store,
            ConsentStore consents,
            Contacts contacts,
            PostalAddresses addresses,
            Map<NoticeChannel, Courier> couriers,
            NoticeRules rules,
            Clock clock) {
        this.store = store;
        this.consents = consents;
        this.contacts = contacts;
        this.addresses = addresses;
        this.couriers = Map.copyOf(couriers);
        this.rules = rules;
        this.clock = clock;
    }

    /// What is to be done about a notice.
    public sealed interface Outcome {
        /// Nothing: it is sent, ended, or waits to be printed.
        record Done() implements Outcome {}

        /// It is to be tried again.
        record Later(Duration after) implements Outcome {}

        /// It was tried as often as the rule has it, and never went.
        record GivenUp() implements Outcome {}
    }

    /// Hands a notice over.
    public Outcome deliver(NoticeId id) {
        Optional<Notice> found = store.find(id);
        List<NoticeStep> steps = store.steps(id);
        boolean finished =
                steps.stream()
                        .anyMatch(step ->
                                switch (step) {
                                    case NoticeStep.Sent _,
                                            NoticeStep.Ended _,
                                            NoticeStep.ToPrint _ ->
                                            true;
                                    case NoticeStep.Failed _ -> false;
                                });
        if (found.isEmpty() || finished) {
            return new Outcome.Done();
        }
        Notice notice = found.get();
        if (hasDied(notice.person())) {
            return end(id, EndReason.DIED);
        }
        Optional<ChannelChoice> choice = store.channel(notice.person());
        NoticeChannel channel = choice.map(ChannelChoice::channel).orElse(USUAL);
        return switch (channel) {
            case NONE -> end(id, EndReason.WANTS_NONE);
            case LETTER -> {
                if (addresses.shown(notice.person()).isEmpty()) {
                    yield end(id, EndReason.NO_ADDRESS);
                }
                store.addStep(id, new NoticeStep.ToPrint(clock.instant()));
                yield new Outcome.Done();
            }
            case EMAIL, TEXT -> {
                Courier courier = couriers.get(channel);
                if (courier == null) {
                    // Never by letter instead: who chose otherwise may have had a reason.
                    yield end(id, EndReason.NOT_SET_UP);
                }
                Optional<ContactAddress> to =
                        choice.flatMap(ChannelChoice::address)
                                .or(() -> contacts.of(notice.person(), channel));
                yield to.isEmpty()
                        ? end(id, EndReason.NO_ADDRESS)
                        : handOver(notice, channel, courier, to.get(), steps.size());
            }
        };
    }

    /// Whether a letter that waits to be printed is still to be sent, and otherwise why not.
    public Optional<EndReason> whyNotPrinted(Notice notice) {
        if (hasDied(notice.person())) {
            return Optional.of(EndReason.DIED);
        }
        NoticeChannel channel =
                store.channel(notice.person()).map(ChannelChoice::channel).orElse(USUAL);
        if (channel != NoticeChannel.LETTER) {
            return Optional.of(EndReason.WANTS_NONE);
        }
        return addresses.shown(notice.person()).isEmpty()
                ? Optional.of(EndReason.NO_ADDRESS)
                : Optional.empty();
    }

    private boolean hasDied(PersonId person) {
        return consents.history(person).now(clock.instant()).diedOn().isPresent();
    }

    private Outcome handOver(
            Notice notice,
            NoticeChannel channel,
            Courier courier,
            ContactAddress to,
            int failuresBefore) {
        Courier.Answer answer = courier.carry(new Courier.Message(notice.id(), to, notice.words()));
        Instant now = clock.instant();
        return switch (answer) {
            case Courier.Answer.Taken(String receipt) -> {
                store.addStep(notice.id(), new NoticeStep.Sent(now, channel, receipt));
                yield new Outcome.Done();
            }
            case Courier.Answer.Refused(String code) -> {
                store.addStep(notice.id(), new NoticeStep.Failed(now, channel, code));
                yield end(notice.id(), EndReason.REFUSED);
            }
            case Courier.Answer.Unavailable(String code) -> {
                store.addStep(notice.id(), new NoticeStep.Failed(now, channel, code));
                int failures = failuresBefore + 1;
                if (failures >= rules.attempts()) {
                    end(notice.id(), EndReason.GAVE_UP);
                    yield new Outcome.GivenUp();
                }
                yield new Outcome.Later(rules.retryAfter(failures));
            }
        };
    }

    private Outcome end(NoticeId id, EndReason why) {
        store.addStep(id, new NoticeStep.Ended(clock.instant(), why));
        return new Outcome.Done();
    }
}
