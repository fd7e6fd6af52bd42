package org.opengms.server.notices;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.choices.ChoiceDesk;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Gate;
import org.opengms.gate.Purpose;
import org.opengms.notices.ChannelChoice;
import org.opengms.notices.ContactAddress;
import org.opengms.notices.Contacts;
import org.opengms.notices.EmailAddress;
import org.opengms.notices.MobileNumber;
import org.opengms.notices.NoticeChannel;
import org.opengms.notices.NoticeCounts;
import org.opengms.notices.NoticeDelivery;
import org.opengms.notices.NoticeStore;
import org.opengms.notices.PostalAddresses;
import org.opengms.people.PersonId;
import org.opengms.server.persistence.JdbcNotices;
import org.springframework.transaction.support.TransactionTemplate;

/// How persons are told that there is something to see: read and chosen by themselves, or through a
/// clinician, by the gate like everything of them.
public final class NoticeOffice {
    private static final int MOST_SHOWN = 50;
    private static final int MOST_IN_COPY = 10_000;
    private static final Duration COUNTED = Duration.ofDays(30);

    private final JdbcNotices notices;
    private final Contacts contacts;
    private final PostalAddresses addresses;
    private final ChoiceDesk choices;
    private final Gate gate;
    private final Set<NoticeChannel> offered;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /// @param choices knows who records what a person chooses
    /// @param offered the channels that the operator has set up
    public NoticeOffice(
            JdbcNotices notices,
            Contacts contacts,
            PostalAddresses addresses,
            ChoiceDesk choices,
            Gate gate,
            Set<NoticeChannel> offered,
            TransactionTemplate transactions,
            Clock clock) {
        this.notices = notices;
        this.contacts = contacts;
        this.addresses = addresses;
        this.choices = choices;
        this.gate = gate;
        this.offered = Set.copyOf(offered);
        this.transactions = transactions;
        this.clock = clock;
    }

    /// How a person is told, and of what they were.
    ///
    /// @param channel in force
    /// @param given the address that was given for it
    /// @param email of their record
    /// @param mobile of their record
    /// @param hasPost whether a letter has an address that may be shown
    /// @param said whether somebody ever chose
    /// @param offered the channels to choose from
    /// @param sent newest first
    public record Standing(
            NoticeChannel channel,
            Optional<ContactAddress> given,
            Optional<ContactAddress> email,
            Optional<ContactAddress> mobile,
            boolean hasPost,
            Optional<ChannelChoice> said,
            Set<NoticeChannel> offered,
            List<NoticeStore.Told> sent) {
        public Standing {
            offered = Set.copyOf(offered);
            sent = List.copyOf(sent);
        }
    }

    private static AccessRequest request(
            Actor actor, PersonId person, Purpose purpose, DataClass data) {
        return new AccessRequest(
                actor, purpose, person, data, "Patient/" + person.value(), "notices");
    }

    /// How a person is told, for themself or for a clinician who cares for them.
    ///
    /// @throws AccessDenied if the gate does not permit
    public Standing standing(PersonId person, Actor actor) throws AccessDenied {
        Purpose purpose = actor.is(person) ? Purpose.OWN_RECORD : Purpose.DIRECT_CARE;
        return gate.releaseAll(
                List.of(
                        request(actor, person, purpose, DataClass.CONSENT),
                        request(actor, person, purpose, DataClass.DEMOGRAPHICS)),
                () -> {
                    Optional<ChannelChoice> said = notices.channel(person);
                    return new Standing(
                            said.map(ChannelChoice::channel).orElse(NoticeDelivery.USUAL),
                            said.flatMap(ChannelChoice::address),
                            contacts.of(person, NoticeChannel.EMAIL),
                            contacts.of(person, NoticeChannel.TEXT),
                            addresses.shown(person).isPresent(),
                            said,
                            offered,
                            notices.of(person, MOST_SHOWN));
                });
    }

    /// Everything that a person was told, for their copy.
    ///
    /// @throws AccessDenied if the gate does not permit
    public List<NoticeStore.Told> all(PersonId person, Actor actor) throws AccessDenied {
        return gate.release(
                request(actor, person, Purpose.OWN_RECORD, DataClass.CONSENT),
                () -> notices.of(person, MOST_IN_COPY));
    }

    /// What became of a wish.
    public sealed interface Outcome {
        record Recorded() implements Outcome {}

        /// It cannot be recorded.
        ///
        /// @param field of the form
        record Refused(String field, String why) implements Outcome {}

        /// The actor does not record it for this person.
        record NotYours(String why) implements Outcome {}
    }

    /// Records how a person wants to be told.
    ///
    /// @param channel by name, as the form has it
    /// @param email as typed; empty for the one of the record
    /// @param mobile as typed; empty for the one of the record
    public Outcome choose(
            PersonId person, String channel, String email, String mobile, Actor actor) {
        boolean own = actor.is(person);
        if (!own && !choices.mayRecord(person, actor)) {
            return new Outcome.NotYours(
                    "Only clinicians of an organisation that ordered a test for this person record how they are told.");
        }
        Optional<NoticeChannel> wanted =
                offered.stream().filter(one -> one.name().equals(channel)).findFirst();
        if (wanted.isEmpty()) {
            return new Outcome.Refused("channel", "Choose one of the ways.");
        }
        Optional<ContactAddress> given =
                switch (wanted.get()) {
                    case EMAIL -> EmailAddress.of(email).map(one -> one);
                    case TEXT -> MobileNumber.of(mobile).map(one -> one);
                    case LETTER, NONE -> Optional.empty();
                };
        String field = wanted.get() == NoticeChannel.EMAIL ? "email" : "mobile";
        String typed = wanted.get() == NoticeChannel.EMAIL ? email : mobile;
        if (wanted.get().needsContact() && given.isEmpty()) {
            if (!typed.isBlank()) {
                return new Outcome.Refused(
                        field,
                        wanted.get() == NoticeChannel.EMAIL
                                ? "Enter an email address, such as name@example.org."
                                : "Enter a mobile number of the United Kingdom, such as 07700 900123.");
            }
            if (contacts.of(person, wanted.get()).isEmpty()) {
                return new Outcome.Refused(
                        field,
                        wanted.get() == NoticeChannel.EMAIL
                                ? "Enter the email address: the record has none."
                                : "Enter the mobile number: the record has none.");
            }
        }
        transactions.executeWithoutResult(status ->
                notices.addChannel(
                        new ChannelChoice(
                                person,
                                wanted.get(),
                                given,
                                clock.instant(),
                                own
                                        ? "the person themself"
                                        : "%s of %s"
                                                .formatted(
                                                        actor.id(),
                                                        actor.organisation().value()))));
        return new Outcome.Recorded();
    }

    /// How it goes, without persons.
    public NoticeCounts counts() {
        return notices.counts(clock.instant().minus(COUNTED));
    }
}
