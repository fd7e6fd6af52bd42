package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.notices.ContactAddress;
import org.opengms.notices.NoticeChannel;
import org.opengms.notices.NoticeStep;
import org.opengms.notices.NoticeStore;
import org.opengms.server.notices.NoticeOffice;

/// How a person is told that there is something to see, and the form to choose otherwise.
///
/// @param isOwn whether the person reads it themself
/// @param action where the form goes
/// @param chosen the channel that is marked
/// @param email as typed, or as it was given
/// @param mobile as typed, or as it was given
public record NoticesView(
        NoticeOffice.Standing standing,
        boolean isOwn,
        String action,
        NoticeChannel chosen,
        String email,
        String mobile,
        List<FormProblem> problems) {
    public NoticesView {
        problems = List.copyOf(problems);
    }

    /// As it stands.
    static NoticesView of(NoticeOffice.Standing standing, boolean isOwn, String action) {
        return new NoticesView(
                standing,
                isOwn,
                action,
                standing.channel(),
                given(standing, NoticeChannel.EMAIL),
                given(standing, NoticeChannel.TEXT),
                List.of());
    }

    /// As it was typed, with what is wrong.
    NoticesView typed(Typed typed, FormProblem wrong) {
        return new NoticesView(
                standing,
                isOwn,
                action,
                Ids.constant(NoticeChannel.class, typed.value("channel")).orElse(chosen),
                typed.value("email"),
                typed.value("mobile"),
                List.of(wrong));
    }

    private static String given(NoticeOffice.Standing standing, NoticeChannel channel) {
        return standing.channel() == channel
                ? standing.given().map(ContactAddress::value).orElse("")
                : "";
    }

    /// The channels to choose from, in their order, and the one in force.
    public List<NoticeChannel> channels() {
        List<NoticeChannel> channels = new ArrayList<>();
        for (NoticeChannel channel : NoticeChannel.values()) {
            if (standing.offered().contains(channel) || channel == standing.channel()) {
                channels.add(channel);
            }
        }
        return channels;
    }

    /// What is known of the address for a channel.
    public String hint(NoticeChannel channel) {
        Optional<ContactAddress> record =
                switch (channel) {
                    case EMAIL -> standing.email();
                    case TEXT -> standing.mobile();
                    case LETTER, NONE -> Optional.empty();
                };
        return record.map(address ->
                        "Leave it empty to use %s, from the record.".formatted(address.value()))
                .orElse("The record has none.");
    }

    /// What is wrong with a field, empty if nothing.
    public String problem(String field) {
        return FormProblem.of(problems, field);
    }

    /// What became of a notice.
    public static String became(NoticeStore.Told told) {
        return told.last()
                .map(step ->
                        switch (step) {
                            case NoticeStep.Sent(var at, var channel, var _) ->
                                    "Sent %s, %s"
                                            .formatted(
                                                    Wording.lower(channel.words()),
                                                    Wording.time(at));
                            case NoticeStep.ToPrint _ -> "Waits to be printed";
                            case NoticeStep.Failed _ -> "Is tried again";
                            case NoticeStep.Ended(var _, var why) -> "Not sent. " + why.words();
                        })
                .orElse("Waits");
    }
}
