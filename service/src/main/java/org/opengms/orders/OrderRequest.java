package org.opengms.orders;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.infrastructure.OdsCode;
import org.opengms.routing.Priority;

/// A test order as it was sent, whatever the form it came in, before any rule has judged it.
///
/// @param requesterReference the requester's own number for it, if given
/// @param subject who is to be tested; absent where the order names nobody
/// @param orderingSite the requesting organisation, if given with an ODS code
/// @param requesterName the requesting clinician, may be empty
/// @param specialty the requester's specialty in words, may be empty
/// @param indicationCode directory code of the reason for testing
/// @param testCode directory code of the test asked for
/// @param testName the test in the order's own words, may be empty
/// @param priority how soon
/// @param authoredOn the day it was written
/// @param phenotypes features stated
/// @param recordOfDiscussion if one is mentioned
/// @param specimens the samples that belong to it
/// @param participants how many members of the family are tested, at least 1
/// @param context how it stands to other orders
/// @param notes clinical notes in free text
/// @param paths where in the submission each part stands, as FHIRPath
public record OrderRequest(
        Optional<String> requesterReference,
        Optional<SubjectDetails> subject,
        Optional<OdsCode> orderingSite,
        String requesterName,
        String specialty,
        Optional<String> indicationCode,
        Optional<String> testCode,
        String testName,
        Priority priority,
        Optional<LocalDate> authoredOn,
        List<PhenotypeObservation> phenotypes,
        Optional<RecordOfDiscussion> recordOfDiscussion,
        List<SpecimenDetails> specimens,
        int participants,
        OrderContext context,
        List<String> notes,
        Map<OrderField, String> paths) {

    /// An order that stands alone.
    public OrderRequest(
            Optional<String> requesterReference,
            Optional<SubjectDetails> subject,
            Optional<OdsCode> orderingSite,
            String requesterName,
            String specialty,
            Optional<String> indicationCode,
            Optional<String> testCode,
            String testName,
            Priority priority,
            Optional<LocalDate> authoredOn,
            List<PhenotypeObservation> phenotypes,
            Optional<RecordOfDiscussion> recordOfDiscussion,
            List<SpecimenDetails> specimens,
            int participants,
            List<String> notes,
            Map<OrderField, String> paths) {
        this(
                requesterReference,
                subject,
                orderingSite,
                requesterName,
                specialty,
                indicationCode,
                testCode,
                testName,
                priority,
                authoredOn,
                phenotypes,
                recordOfDiscussion,
                specimens,
                participants,
                OrderContext.ALONE,
                notes,
                paths);
    }

    public OrderRequest {
        phenotypes = List.copyOf(phenotypes);
        specimens = List.copyOf(specimens);
        notes = List.copyOf(notes);
        paths = Map.copyOf(paths);
    }

    /// Where a part stands in the submission; of a part that is missing, where the order stands.
    public String where(OrderField field) {
        String path = paths.get(field);
        if (path != null) {
            return path;
        }
        return paths.getOrDefault(OrderField.ORDER, "Bundle");
    }
}
