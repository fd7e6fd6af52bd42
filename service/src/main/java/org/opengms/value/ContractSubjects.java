package org.opengms.value;

import java.util.Optional;
import org.opengms.ledger.contract.ProjectReference;

/// What a contract can be about: an approved project, or an enquiry that became this contract.
public interface ContractSubjects {
    /// What goes by a name.
    Optional<Subject> find(ProjectReference project, ContractId contract);

    /// A contract has ended because the partner is insolvent: nobody uses data for it any more.
    ///
    /// @param why for whoever asks
    /// @return what was done about it, in plain words
    String stop(ProjectReference project, String why);

    /// A project or an enquiry.
    ///
    /// @param title for anybody to read
    /// @param isOpen whether data may be used for it now, or is about to be
    /// @param page of the public register; empty if it has none
    record Subject(String title, boolean isOpen, String page) {}
}
