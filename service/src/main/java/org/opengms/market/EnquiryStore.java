package org.opengms.market;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where enquiries are kept. What was said and done is never changed; a contact can be forgotten.
public interface EnquiryStore {
    /// Keeps an enquiry with its contact.
    ///
    /// @return where it is kept: if its form was sent before, that enquiry, and nothing was added
    EnquiryId add(Enquiry enquiry, Contact contact);

    /// Adds a step, unless somebody else added one since the history was read.
    ///
    /// @param known how many steps the history had
    /// @return whether it was added
    boolean add(EnquiryId enquiry, int known, EnquiryHistory.Dated step);

    /// One.
    Optional<EnquiryHistory> find(EnquiryId enquiry);

    /// How to reach whoever asked, unless that was forgotten.
    Optional<Contact> contact(EnquiryId enquiry);

    /// Forgets the contacts of enquiries that have come to an end before an instant.
    ///
    /// @return how many
    int forgetContacts(Instant endedBefore);

    /// Those at a stage, the longest there first.
    ///
    /// @param offset how many to leave out
    /// @param limit how many at most
    List<EnquiryHistory> at(Stage stage, int offset, int limit);

    /// How many are at each stage; a stage where none is may be missing.
    Map<Stage, Long> counts();

    /// All enquiries of a time, for the figures.
    List<EnquiryHistory> between(Instant from, Instant before);
}
