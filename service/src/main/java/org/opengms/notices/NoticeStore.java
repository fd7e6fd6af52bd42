package org.opengms.notices;

import java.util.List;
import java.util.Optional;
import org.opengms.people.PersonId;

/// Where notices are kept, with what became of them; append-only.
public interface NoticeStore {
    /// Keeps a notice, unless there is one of its kind and cause for the person.
    ///
    /// @return whether it is new
    boolean add(Notice notice);

    Optional<Notice> find(NoticeId id);

    /// What became of a notice, in its order.
    List<NoticeStep> steps(NoticeId id);

    /// Adds a step; a letter to be printed waits from then on until it is sent or ended.
    void addStep(NoticeId id, NoticeStep step);

    /// How a person wants to be told, if they ever said.
    Optional<ChannelChoice> channel(PersonId person);

    /// Keeps how a person wants to be told.
    void addChannel(ChannelChoice choice);

    /// A notice, and how far it is.
    ///
    /// @param last absent while nothing has happened
    record Told(Notice notice, Optional<NoticeStep> last) {}

    /// The notices of a person, newest first.
    List<Told> of(PersonId person, int most);
}
