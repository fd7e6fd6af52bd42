package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.ConsentState;
import org.opengms.consent.Said;
import org.opengms.consent.Use;
import org.springframework.util.MultiValueMap;

/// The answer about research in a form, which a person fills in for themselves or somebody for
/// them.
///
/// @param chosen empty if none of the answers is marked
/// @param out uses that a yes leaves out
/// @param problems what is wrong with what was sent
record ResearchAnswer(Optional<OwnChoice> chosen, Set<Use> out, List<FormProblem> problems) {
    ResearchAnswer {
        out = Set.copyOf(out);
        problems = List.copyOf(problems);
    }

    /// What is in force.
    static ResearchAnswer inForce(ConsentState state) {
        OwnChoice chosen = OwnChoice.inForce(state);
        Set<Use> out = EnumSet.noneOf(Use.class);
        if (chosen == OwnChoice.YES) {
            out.addAll(state.refused());
            out.retainAll(OwnChoice.canBeLeftOut());
        }
        return new ResearchAnswer(Optional.of(chosen), out, List.of());
    }

    /// What was sent.
    static ResearchAnswer read(MultiValueMap<String, String> form) {
        Optional<OwnChoice> chosen = OwnChoice.of(new Typed(form).value("research"));
        Set<Use> out = EnumSet.noneOf(Use.class);
        if (chosen.filter(OwnChoice.YES::equals).isPresent()) {
            // A yes names what it is for; what is not ticked is left out.
            out.addAll(OwnChoice.canBeLeftOut());
            for (String use : form.getOrDefault("use", List.of())) {
                Ids.constant(Use.class, use).ifPresent(out::remove);
            }
        }
        List<FormProblem> wrong = new ArrayList<>();
        if (chosen.isEmpty()) {
            wrong.add(new FormProblem("research", "Choose one of the answers."));
        } else if (out.equals(OwnChoice.canBeLeftOut())) {
            wrong.add(new FormProblem("use", "Tick what the data may help with, or answer no."));
        }
        return new ResearchAnswer(chosen, out, wrong);
    }

    /// The same, refused for a reason.
    ResearchAnswer refused(String reason) {
        return new ResearchAnswer(chosen, out, List.of(new FormProblem("research", reason)));
    }

    /// The answer that the form marks.
    OwnChoice marked() {
        return chosen.orElse(OwnChoice.LATER);
    }

    /// The answer as a statement.
    Said said() {
        return marked().said(out);
    }
}
