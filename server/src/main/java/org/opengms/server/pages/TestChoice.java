package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.TestDirectory;

/// The tests to choose from in the order form.
///
/// @param indication the indication chosen so far, if the directory has it
/// @param offered the indications whose tests are offered: that one, or all
/// @param chosen code of the test chosen so far, empty to let the service choose
/// @param problem what is wrong with the choice, empty if nothing
public record TestChoice(
        Optional<ClinicalIndication> indication,
        List<ClinicalIndication> offered,
        String chosen,
        String problem) {
    public TestChoice {
        offered = List.copyOf(offered);
    }

    static TestChoice of(
            TestDirectory directory, String indicationCode, String chosen, String problem) {
        Optional<ClinicalIndication> indication = directory.indication(indicationCode);
        return new TestChoice(
                indication,
                indication.map(List::of).orElse(directory.indications()),
                chosen,
                problem);
    }
}
