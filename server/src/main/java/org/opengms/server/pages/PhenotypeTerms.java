package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;

/// The features that an order can state.
public interface PhenotypeTerms {
    /// Terms whose label or identifier contains a text, the best first.
    ///
    /// @param limit how many at most
    List<Term> search(String text, int limit);

    /// The term with this identifier or, ignoring case, this label.
    Optional<Term> find(String idOrLabel);

    /// A feature.
    ///
    /// @param id such as `HP:0000105`
    record Term(String id, String label) {
        /// As the form shows and takes it.
        public String words() {
            return id + " " + label;
        }
    }
}
