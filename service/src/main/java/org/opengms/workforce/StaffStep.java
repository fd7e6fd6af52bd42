package org.opengms.workforce;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;
import org.opengms.infrastructure.OdsCode;

/// One step in what is known of a member of staff. Whether it may be taken says [StaffRules]; what
/// it does, [StaffMember].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StaffStep.Employed.class, name = "employed"),
    @JsonSubTypes.Type(value = StaffStep.Left.class, name = "left"),
    @JsonSubTypes.Type(value = StaffStep.EvidenceTaken.class, name = "evidence"),
    @JsonSubTypes.Type(value = StaffStep.Granted.class, name = "granted"),
    @JsonSubTypes.Type(value = StaffStep.SupervisionBegun.class, name = "supervision"),
    @JsonSubTypes.Type(value = StaffStep.SupervisionEnded.class, name = "supervision-ended"),
    @JsonSubTypes.Type(value = StaffStep.Withdrawn.class, name = "withdrawn")
})
public sealed interface StaffStep {
    /// They work for an organisation, or do other work there than before.
    ///
    /// @param name for colleagues to read
    record Employed(OdsCode organisation, JobRole jobRole, String name) implements StaffStep {
        /// @throws IllegalArgumentException if no name is given
        public Employed {
            name = Words.checked("name", name, 2, 200);
        }
    }

    /// They work for an organisation no longer.
    record Left(OdsCode organisation) implements StaffStep {}

    /// Evidence is taken in. It has the number that comes next, from 1.
    record EvidenceTaken(Evidence evidence) implements StaffStep {}

    /// They may do something on their own.
    ///
    /// @param from the first day
    /// @param until the last day
    /// @param evidence the numbers of what shows it
    record Granted(Competence competence, LocalDate from, LocalDate until, List<Integer> evidence)
            implements StaffStep {
        public Granted {
            evidence = List.copyOf(evidence);
        }
    }

    /// They may do something while somebody else answers for it.
    ///
    /// @param from the first day
    /// @param until the last day
    record SupervisionBegun(
            Competence competence, StaffId supervisor, LocalDate from, LocalDate until)
            implements StaffStep {}

    /// The supervision ends now.
    record SupervisionEnded(Competence competence, StaffId supervisor, String because)
            implements StaffStep {
        /// @throws IllegalArgumentException if no reason is given
        public SupervisionEnded {
            because = Words.checked("because", because, 3, 1000);
        }
    }

    /// They may do something no longer, from now on, neither alone nor supervised.
    record Withdrawn(Competence competence, String because) implements StaffStep {
        /// @throws IllegalArgumentException if no reason is given
        public Withdrawn {
            because = Words.checked("because", because, 5, 1000);
        }
    }
}
