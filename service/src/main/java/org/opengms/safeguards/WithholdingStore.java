package org.opengms.safeguards;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

/// Where withholdings are kept; append-only.
public interface WithholdingStore {
    /// Keeps a new one.
    void add(Withholding withholding);

    /// Keeps a step.
    void add(WithholdingId withholding, Withholding.Step step);

    /// One by its id.
    Optional<Withholding> find(WithholdingId id);

    /// Those of a person, newest first.
    List<Withholding> ofPerson(PersonId person);

    /// Those of the persons for whom an organisation ordered a test that nobody has lifted and that
    /// end soon, at most so many; those that end first come first.
    ///
    /// @param after they end later than this day
    /// @param until the last day on which they end
    List<Withholding> ending(OdsCode organisation, LocalDate after, LocalDate until, int most);

    /// Whether what is to be held back is the person's.
    boolean isOf(Held held, PersonId person);
}
