package org.opengms.server.demo;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.opengms.infrastructure.OdsCode;
import org.opengms.region.SyntheticPatient;

/// One patient's way through the service, as far as the player has seen it. Worked on by one thread
/// at a time; what a phase writes is read by the next.
final class Journey {
    private final SyntheticPatient patient;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private volatile @Nullable String orderId;
    private volatile List<String> refusals = List.of();
    private volatile Way way = Way.UNKNOWN;
    private volatile @Nullable OdsCode laboratory;
    private volatile @Nullable String routeReason;
    private volatile @Nullable String hold;
    private volatile @Nullable String reportId;
    private volatile @Nullable ReadReport signed;
    private volatile @Nullable String number;
    private volatile boolean outcomeRecorded;
    private volatile boolean delivered;

    /// How the service decided to do the test, as its tasks tell.
    enum Way {
        UNKNOWN,
        WGS,
        CONVENTIONAL,
        /// A scientist must choose.
        MANUAL
    }

    Journey(SyntheticPatient patient) {
        this.patient = patient;
    }

    SyntheticPatient patient() {
        return patient;
    }

    void accepted(String id) {
        orderId = id;
    }

    /// The service said why it chose the test.
    void because(String reason) {
        routeReason = reason;
    }

    /// Why the service chose the test, without the codes of this order.
    Optional<String> routeReason() {
        return Optional.ofNullable(routeReason)
                .map(reason -> reason.replaceAll("\\b[RM]\\d+(\\.\\d+)?\\b", "…"));
    }

    void refused(List<String> reasons) {
        refusals = List.copyOf(reasons);
    }

    boolean isAccepted() {
        return orderId != null;
    }

    /// Why the order was refused; empty if it was not.
    List<String> refusals() {
        return refusals;
    }

    /// The id that the service gave the order.
    String orderId() {
        return present(orderId, "order");
    }

    /// The order has a number for people.
    void numbered(String orderNumber) {
        number = orderNumber;
    }

    /// The order's number for people, fit for a file name; its id where no number was seen.
    String name() {
        String name = number;
        return (name == null ? orderId() : name).replaceAll("[^A-Za-z0-9-]", "-");
    }

    void routed(Way how, OdsCode where) {
        way = how;
        laboratory = where;
    }

    Way way() {
        return way;
    }

    /// The laboratory that does the test.
    OdsCode laboratory() {
        return present(laboratory, "laboratory");
    }

    void held(String reason) {
        hold = reason;
    }

    /// Why the order waits, if it does.
    Optional<String> hold() {
        return Optional.ofNullable(hold);
    }

    /// The laboratory has delivered the file or the result.
    void laboratoryDone() {
        delivered = true;
    }

    boolean isLaboratoryDone() {
        return delivered;
    }

    void reported(String id) {
        reportId = id;
    }

    boolean hasReport() {
        return reportId != null;
    }

    String reportId() {
        return present(reportId, "report");
    }

    void signed(ReadReport report) {
        signed = report;
    }

    /// The signed report, if there is one.
    Optional<ReadReport> signed() {
        return Optional.ofNullable(signed);
    }

    void outcomeRecorded() {
        outcomeRecorded = true;
    }

    boolean isOutcomeRecorded() {
        return outcomeRecorded;
    }

    /// Something went otherwise than it should.
    void problem(String words) {
        problems.add(words);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    private <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException(
                    "OGMS-4810 The journey of patient %d has no %s yet."
                            .formatted(patient.number(), what));
        }
        return value;
    }
}
