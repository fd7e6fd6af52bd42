package org.opengms.server.pages;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.notices.ChangedBy;
import org.opengms.notices.ChannelChoice;
import org.opengms.notices.EmailAddress;
import org.opengms.notices.EndReason;
import org.opengms.notices.MobileNumber;
import org.opengms.notices.Notice;
import org.opengms.notices.NoticeChannel;
import org.opengms.notices.NoticeId;
import org.opengms.notices.NoticeKind;
import org.opengms.notices.NoticeStep;
import org.opengms.notices.NoticeStore;
import org.opengms.server.notices.NoticeOffice;

/// Pages about telling people, as they could be.
final class NoticeSamples {
    private NoticeSamples() {}

    static NoticeStore.Told told(NoticeKind kind, Optional<NoticeStep> last) {
        return new NoticeStore.Told(
                new Notice(
                        NoticeId.random(),
                        ChoiceSamples.PERSON,
                        kind,
                        "cause",
                        kind == NoticeKind.CHOICE_CHANGED
                                ? Optional.of(ChangedBy.CLINIC)
                                : Optional.empty(),
                        Samples.NOW),
                last);
    }

    static NoticeOffice.Standing standing() {
        return new NoticeOffice.Standing(
                NoticeChannel.EMAIL,
                Optional.of(new EmailAddress("robin@example.org")),
                Optional.of(new EmailAddress("kept@example.org")),
                Optional.empty(),
                true,
                Optional.of(
                        new ChannelChoice(
                                ChoiceSamples.PERSON,
                                NoticeChannel.EMAIL,
                                Optional.of(new EmailAddress("robin@example.org")),
                                Samples.NOW,
                                "the person themself")),
                EnumSet.allOf(NoticeChannel.class),
                List.of(
                        told(NoticeKind.ASK_AGAIN, Optional.empty()),
                        told(
                                NoticeKind.RESULT_READY,
                                Optional.of(
                                        new NoticeStep.Sent(
                                                Samples.NOW.plus(Duration.ofMinutes(1)),
                                                NoticeChannel.EMAIL,
                                                "r"))),
                        told(
                                NoticeKind.CHOICE_CHANGED,
                                Optional.of(
                                        new NoticeStep.Ended(Samples.NOW, EndReason.WANTS_NONE)))));
    }

    static NoticeOffice.Standing nothingKnown() {
        return new NoticeOffice.Standing(
                NoticeChannel.LETTER,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new MobileNumber("+447700900123")),
                false,
                Optional.empty(),
                EnumSet.of(NoticeChannel.NONE, NoticeChannel.LETTER),
                List.of());
    }

    static void add(Map<String, Page> pages, Frame frame) {
        pages.put("notices", page(frame, NoticesView.of(standing(), false, "/somewhere"), "Done."));
        pages.put(
                "notices-none",
                page(frame, NoticesView.of(nothingKnown(), false, "/somewhere"), ""));
        pages.put(
                "notices-problem",
                page(
                        frame,
                        NoticesView.of(standing(), false, "/somewhere")
                                .typed(
                                        Typed.NOTHING,
                                        new FormProblem("email", "Enter an email address.")),
                        ""));
    }

    private static Page page(Frame frame, NoticesView view, String notice) {
        return new Page.Notices(
                frame, Samples.PATIENT, Samples.ORDER, "GMS-26-000001", view, notice);
    }
}
