package org.opengms.gate;

import java.util.List;

/// Where readings with a justification are looked at by those who care for the person.
public final class ReviewDesk {
    private static final int MOST = 200;
    private static final int LONGEST_WORDS = 500;

    private final AccessReviews reviews;
    private final CareRelations relations;

    public ReviewDesk(AccessReviews reviews, CareRelations relations) {
        this.reviews = reviews;
        this.relations = relations;
    }

    /// What became of a review.
    public sealed interface Answer {
        /// It is kept.
        record Kept() implements Answer {}

        /// It is not kept.
        record Refused(String reason) implements Answer {}

        /// The reading is not for the actor to review, or there is none.
        record NotFound() implements Answer {}
    }

    /// The readings that the actor's organisation reviews, those without a review first, and of
    /// each the newest first; none for others than clinicians.
    public List<JustifiedAccess> list(Actor actor) {
        return actor.has(Role.CLINICIAN) ? reviews.of(actor.organisation(), MOST) : List.of();
    }

    /// Keeps what a clinician makes of a reading. Nobody reviews their own.
    public Answer review(long id, JustifiedAccess.Outcome outcome, String words, Actor actor) {
        return reviews.find(id)
                .filter(access ->
                        actor.has(Role.CLINICIAN)
                                && relations.orderedFor(actor.organisation(), access.person()))
                .map(access -> {
                    if (access.actor().equals(actor.id())) {
                        return new Answer.Refused("Nobody reviews their own reading.");
                    }
                    if (words.isBlank() || words.length() > LONGEST_WORDS) {
                        return new Answer.Refused(
                                "Say why, in at most %d characters.".formatted(LONGEST_WORDS));
                    }
                    return reviews.add(id, outcome, words.strip(), actor)
                            ? new Answer.Kept()
                            : new Answer.Refused("It has been reviewed already.");
                })
                .orElseGet(Answer.NotFound::new);
    }
}
