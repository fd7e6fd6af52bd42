package org.opengms.dialogue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where consultations and answers are kept. Nothing of it is changed or removed.
public interface DialogueStore {
    /// Consultations that the operator has published, in any order.
    List<Consultation> published();

    /// Keeps a consultation.
    ///
    /// @return whether its id was free
    boolean publish(Consultation consultation, String by, Instant at);

    /// Keeps answers, all or none; those whose number is there already are left as they are.
    ///
    /// @return how many were kept
    int add(String consultation, List<Response> responses);

    /// The answers that have these numbers.
    List<Response> numbered(String consultation, Set<String> numbers);

    /// How many answers came which way with which choice.
    List<Tally> tallies(String consultation);

    /// Words that no moderator has looked at, oldest first.
    ///
    /// @param most how many at most
    List<Remark> waiting(String consultation, int most);

    /// Words that are published, newest first.
    ///
    /// @param most how many at most
    List<Remark> accepted(String consultation, int most);

    /// How many words are refused now, by the number of the rule.
    Map<Integer, Long> refused(String consultation);

    /// Notes what a moderator decided; a later decision takes the place of an earlier one.
    ///
    /// @return whether there is such an answer with words
    boolean moderate(
            String consultation, String number, Moderation moderation, String by, Instant at);

    /// How it ended, the newest last.
    List<PublicDecision> decisions(String consultation);

    /// Keeps a decision.
    ///
    /// @return whether its number was free
    boolean decide(String consultation, PublicDecision decision, String recordedBy, Instant at);
}
