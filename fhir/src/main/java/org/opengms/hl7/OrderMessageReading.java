package org.opengms.hl7;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.OrderBundleWriter;
import org.opengms.fhir.OrderForm;
import org.opengms.fhir.OrderSupplement;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.SubjectDetails;

/// The reading of one message.
final class OrderMessageReading {
    /// The media type of messages in ER7.
    static final String MEDIA_TYPE = "application/hl7-v2";

    /// How much of the findings is written beside the message as received.
    private static final int LONGEST_REMARKS = 10_000;

    /// More than this of a reason is not kept in the order's history.
    private static final int LONGEST_REASON = 500;

    /// A number that this service gave to an order.
    private static final Pattern SERVICE_NUMBER = Pattern.compile("OG-[0-9]+-[0-9]+");

    private final Er7Message message;
    private final Told told;
    private final FhirText text;
    private final Hl7Header header;
    private final Places places = new Places();
    private Optional<ControlCode> control = Optional.empty();
    private String placerNumber = "";

    OrderMessageReading(Er7Message message, Told told, FhirText text) {
        this.message = message;
        this.told = told;
        this.text = text;
        this.header = Hl7Header.of(message);
    }

    Hl7Order read(byte[] received) {
        checkHeader();
        if (told.refuses()) {
            return order(Optional.empty(), Optional.empty());
        }
        List<Er7Segment> controls = message.all("ORC");
        if (controls.isEmpty()) {
            refuse(
                    FindingKind.STRUCTURE_INVALID,
                    "ORC",
                    "There is no segment that says what is asked for (ORC).",
                    "Send ORC with NW in ORC-1 before the request (OBR).");
            return order(Optional.empty(), Optional.empty());
        }
        Er7Segment orc = controls.getFirst();
        control = ControlCode.of(orc.part(1));
        placerNumber = orc.value(2).part(1);
        return switch (control.orElse(null)) {
            case null -> {
                refuse(
                        FindingKind.STRUCTURE_INVALID,
                        orc.location(1),
                        "What the order asks for is no code of HL7 table 0119.",
                        "Send NW for a new order, CA to cancel one.");
                yield order(Optional.empty(), Optional.empty());
            }
            case NW -> newOrder(orc, received);
            case CA -> cancellation(orc);
            case OC,
                    DC,
                    HD,
                    RL,
                    XO,
                    XX,
                    RP,
                    RU,
                    RO,
                    RF,
                    PA,
                    CH,
                    SN,
                    NA,
                    SS,
                    SC,
                    SR,
                    DE,
                    OK,
                    UA,
                    UC,
                    CR,
                    RE -> {
                refuse(
                        FindingKind.STRUCTURE_INVALID,
                        orc.location(1),
                        "The control code %s is not taken from a hospital."
                                .formatted(control.get()),
                        control.get().answer());
                yield order(Optional.empty(), Optional.empty());
            }
        };
    }

    private void refuse(FindingKind kind, String location, String words, String advice) {
        told.find(kind, location, words, advice);
    }

    private Hl7Order order(Optional<OrderForm> form, Optional<Bundle> bundle) {
        return new Hl7Order(
                Optional.of(header),
                control,
                placerNumber,
                form,
                bundle.map(text::write),
                Optional.empty(),
                told.all(),
                bundle.map(places::of).orElse(Map.of()));
    }

    // ---- the header

    private void checkHeader() {
        if (message.all("MSH").size() > 1) {
            refuse(
                    FindingKind.STRUCTURE_INVALID,
                    "MSH[2]",
                    "There are %d messages here.".formatted(message.all("MSH").size()),
                    "Send each message as its own request.");
        }
        boolean known = header.messageType().equals("ORM") || header.messageType().equals("OML");
        if (!known) {
            refuse(
                    FindingKind.STRUCTURE_INVALID,
                    "MSH-9.1",
                    "This is not a message that orders a test.",
                    "Send ORM^O01 or OML^O21.");
        } else {
            String event = header.messageType().equals("ORM") ? "O01" : "O21";
            if (!header.event().isEmpty() && !header.event().equals(event)) {
                refuse(
                        FindingKind.STRUCTURE_INVALID,
                        "MSH-9.2",
                        "The event is not one that orders a test.",
                        "Send ORM^O01 or OML^O21.");
            }
        }
        checkVersion();
        if (header.controlId().isEmpty()) {
            refuse(
                    FindingKind.STRUCTURE_INVALID,
                    "MSH-10",
                    "The message has no control id, so it can neither be answered nor sent again safely.",
                    "Give every message its own id in MSH-10.");
        }
        if (!header.processingId().isEmpty() && !header.processingId().equals("P")) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    "MSH-11",
                    "The message says that it is for training or debugging. It was read like any other, and a note on the order says so.",
                    "Send tests to a service for tests, and orders with P in MSH-11.");
        }
    }

    private void checkVersion() {
        String version = header.version();
        if (!version.isEmpty() && !version.matches("2\\.[0-9](\\.[0-9])?.*")) {
            refuse(
                    FindingKind.STRUCTURE_INVALID,
                    "MSH-12",
                    "The message is of a version of HL7 that is not taken.",
                    "Send HL7 v2, versions 2.2 to 2.5.1.");
        } else if (!version.matches("2\\.(2|3|3\\.1|4|5|5\\.1)")) {
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    "MSH-12",
                    "The message does not name a version between 2.2 and 2.5.1; it was read as one of them.",
                    "Name the version in MSH-12.");
        }
    }

    // ---- cancelling

    private Hl7Order cancellation(Er7Segment orc) {
        List<Er7Segment> requests = message.all("OBR");
        if (message.all("ORC").size() > 1 || requests.size() > 1) {
            refuse(
                    FindingKind.ORDER_MISSING,
                    requests.size() > 1 ? "OBR[2]" : "ORC[2]",
                    "A message cancels one order, and this has %d order segments (ORC) and %d requests (OBR)."
                            .formatted(message.all("ORC").size(), requests.size()),
                    "Cancel each order with a message of its own, with one ORC.");
        }
        if (message.all("PID").size() > 1) {
            refuse(
                    FindingKind.SUBJECT_MISSING,
                    "PID[2]",
                    "The message names %d patients.".formatted(message.all("PID").size()),
                    "Send one PID in each message.");
        }
        Optional<Er7Segment> obr = requests.stream().findFirst();
        String inRequest = obr.map(r -> r.value(2).part(1)).orElse("");
        if (!placerNumber.isEmpty() && !inRequest.isEmpty() && !placerNumber.equals(inRequest)) {
            refuse(
                    FindingKind.STRUCTURE_INVALID,
                    obr.orElseThrow().location(2),
                    "ORC-2 and OBR-2 name different orders.",
                    "Give both the number of the order that is to be cancelled.");
        }
        String place = placerNumber.isEmpty() && !inRequest.isEmpty() ? "OBR-2" : "ORC-2";
        placerNumber = placerNumber.isEmpty() ? inRequest : placerNumber;
        String serviceNumber =
                Stream.of(orc.value(3).part(1), obr.map(r -> r.value(3).part(1)).orElse(""))
                        .filter(n -> SERVICE_NUMBER.matcher(n).matches())
                        .findFirst()
                        .orElse("");
        if (placerNumber.isEmpty() && serviceNumber.isEmpty()) {
            refuse(
                    FindingKind.STRUCTURE_INVALID,
                    "ORC-2",
                    "The cancellation does not say which order it is for.",
                    "Give the number of the order in ORC-2, as it was ordered.");
        }
        Optional<SubjectDetails> patient =
                message.first("PID").map(pid -> new PatientFields(pid, told, places).details());
        Hl7Order read = order(Optional.empty(), Optional.empty());
        return told.refuses()
                ? read
                : read.cancelling(
                        new Hl7Cancellation(
                                placerNumber,
                                serviceNumber,
                                placerNumber.isEmpty() ? "ORC-3" : place,
                                patient.flatMap(SubjectDetails::nhsNumberAsGiven),
                                patient.flatMap(SubjectDetails::birthDate),
                                reason(orc),
                                askedBy(orc)));
    }

    /// Why the order is cancelled: ORC-16, else the notes.
    private String reason(Er7Segment orc) {
        Er7Value coded = orc.value(16);
        String words =
                Stream.of(coded.words(2), coded.words(5), coded.words(9), coded.words(1))
                        .filter(w -> !w.isEmpty())
                        .findFirst()
                        .orElseGet(() ->
                                message.all("NTE").stream()
                                        .map(note -> note.text(3))
                                        .filter(n -> !n.isEmpty())
                                        .collect(Collectors.joining(" ")));
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }

    /// Who asks for it: ORC-19, else ORC-10.
    private static String askedBy(Er7Segment orc) {
        return Stream.of(19, 10)
                .map(field -> RequesterFields.name(orc.value(field)))
                .filter(n -> !n.isEmpty())
                .findFirst()
                .orElse("");
    }

    // ---- a new order

    private Hl7Order newOrder(Er7Segment orc, byte[] received) {
        List<Er7Segment> requests = message.all("OBR");
        List<Er7Segment> patients = message.all("PID");
        if (message.all("ORC").size() > 1 || requests.size() != 1) {
            refuse(
                    FindingKind.ORDER_MISSING,
                    requests.size() > 1 ? "OBR[2]" : requests.isEmpty() ? "OBR" : "ORC[2]",
                    "A message orders one test, and this has %d order segments (ORC) and %d requests (OBR)."
                            .formatted(message.all("ORC").size(), requests.size()),
                    "Send each test as a message of its own, with one ORC and one OBR.");
        }
        if (patients.size() != 1) {
            refuse(
                    FindingKind.SUBJECT_MISSING,
                    patients.isEmpty() ? "PID" : "PID[2]",
                    patients.isEmpty()
                            ? "The message does not say who is tested."
                            : "The message names %d patients.".formatted(patients.size()),
                    "Send one PID in each message.");
        }
        if (told.refuses()) {
            return order(Optional.empty(), Optional.empty());
        }
        Optional<OrderForm> form =
                new NewOrder(orc, requests.getFirst(), patients.getFirst()).form(received);
        if (told.refuses()) {
            return order(Optional.empty(), Optional.empty());
        }
        return order(form, form.map(OrderBundleWriter::write));
    }

    /// The parts of a new order.
    private final class NewOrder {
        private final Er7Segment orc;
        private final Er7Segment obr;
        private final Er7Segment pid;

        NewOrder(Er7Segment orc, Er7Segment obr, Er7Segment pid) {
            this.orc = orc;
            this.obr = obr;
            this.pid = pid;
            orc.pass(1, 2, 9, 15);
            obr.pass(1, 2, 6);
            places.put(Places.Part.ORDER, orc.location());
            places.put(Places.Part.RELATIVES, "NK1");
            places.put(Places.Part.MESSAGE, "MSH");
        }

        Optional<OrderForm> form(byte[] received) {
            PatientFields patient = new PatientFields(pid, told, places);
            SubjectDetails subject = patient.details();
            RequesterFields requester = new RequesterFields(message, orc, obr, told, places);
            String requesterName = requester.name();
            String ods = requester.ods();
            TestFields test = new TestFields(message, orc, obr, told, places);
            DiscussionAnswers discussion = new DiscussionAnswers();
            ClinicalFields clinical = new ClinicalFields(told, test, discussion);
            clinical.read(message, obr);
            TestFields.Asked asked = test.read();
            SpecimenFields specimens = new SpecimenFields(message, obr, places);
            places.put(Places.Part.FEATURES, clinical.observationLocations());
            places.put(
                    Places.Part.RECORD_OF_DISCUSSION,
                    clinical.discussionLocation().isEmpty()
                            ? "OBX"
                            : clinical.discussionLocation());
            Optional<LocalDate> authored = authoredOn();
            String reference = reference();
            List<String> notes = new ArrayList<>(clinical.notes());
            notes.addAll(asked.notes());
            if (!header.processingId().isEmpty() && !header.processingId().equals("P")) {
                notes.add("The sender marked this message as a test (MSH-11).");
            }
            List<OrderSupplement.Relative> relatives = relatives();
            var priority = test.priority();
            var specialty = requester.specialty();
            Optional<OrderSupplement.LocalIdentifier> clinician = requester.identifier();
            String requisition = orc.value(4).part(1);
            var death = patient.death();
            var ethnicity = patient.ethnicity();
            tellTheRest();
            return authored.map(day ->
                    new OrderForm(
                            reference,
                            subject,
                            ods,
                            requesterName,
                            specialty,
                            asked.indicationCode(),
                            asked.indicationName(),
                            asked.testCode(),
                            asked.testName(),
                            priority,
                            day,
                            clinical.features(),
                            discussion.record(),
                            specimens.specimens(),
                            notes,
                            new OrderSupplement(
                                    patient.localIdentifiers(),
                                    ethnicity,
                                    patient.addressLines(),
                                    death,
                                    clinician,
                                    requester.organisationName(),
                                    requisition,
                                    specimens.collections(),
                                    clinical.statements(),
                                    relatives,
                                    Optional.of(received(received)))));
        }

        /// The day it was ordered: ORC-9, else the message's, else the one for which it is asked.
        private Optional<LocalDate> authoredOn() {
            record Said(String date, String location) {}
            List<Said> all =
                    List.of(
                            new Said(orc.part(9), orc.location(9)),
                            new Said(message.header().part(7), "MSH-7"),
                            new Said(orc.part(15), orc.location(15)),
                            new Said(obr.part(6), obr.location(6)));
            Optional<Said> said =
                    all.stream().filter(s -> Dates.day(s.date()).isPresent()).findFirst();
            places.put(Places.Part.AUTHORED_ON, said.map(Said::location).orElse(orc.location(9)));
            if (said.isEmpty()) {
                refuse(
                        FindingKind.STRUCTURE_INVALID,
                        "MSH-7",
                        "The message has no date, so it cannot be said which directory applies to the order.",
                        "Give the time of the message in MSH-7 and of the order in ORC-9.");
            }
            return said.flatMap(s -> Dates.day(s.date()));
        }

        private String reference() {
            String inOrder = orc.value(2).part(1);
            String inRequest = obr.value(2).part(1);
            if (!inOrder.isEmpty() && !inRequest.isEmpty() && !inOrder.equals(inRequest)) {
                told.find(
                        FindingKind.STRUCTURE_ADVICE,
                        obr.location(2),
                        "ORC-2 and OBR-2 give the order different numbers; ORC-2 was taken.",
                        "Give both the same.");
            }
            if (!inOrder.isEmpty() || !inRequest.isEmpty()) {
                placerNumber = inOrder.isEmpty() ? inRequest : inOrder;
                return placerNumber;
            }
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    orc.location(2),
                    "The order has no number of the sender; the id of the message was taken.",
                    "Give the order's number in ORC-2.");
            return header.controlId();
        }

        private List<OrderSupplement.Relative> relatives() {
            List<OrderSupplement.Relative> relatives = new ArrayList<>();
            for (Er7Segment nk1 : message.all("NK1")) {
                nk1.pass(1);
                Er7Value name = nk1.value(2);
                OrderSupplement.Relative relative =
                        new OrderSupplement.Relative(
                                name.part(1),
                                (name.part(2) + " " + name.part(3)).strip(),
                                TestFields.words(nk1.value(3)));
                if (!name.isEmpty() || !relative.relationship().isEmpty()) {
                    relatives.add(relative);
                }
            }
            return relatives;
        }

        /// The message to the letter, with what was found on reading it.
        private OrderSupplement.ReceivedText received(byte[] bytes) {
            String remarks =
                    told.all().stream()
                            .map(OrderMessageReading::remark)
                            .collect(Collectors.joining("\n"));
            return new OrderSupplement.ReceivedText(
                    MEDIA_TYPE,
                    "HL7 v2 message " + header.messageType(),
                    remarks.length() > LONGEST_REMARKS
                            ? remarks.substring(0, LONGEST_REMARKS)
                            : remarks,
                    Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static String remark(Finding finding) {
        return "%s %s %s: %s"
                .formatted(
                        finding.grade().name().toLowerCase(Locale.ROOT),
                        finding.kind().code(),
                        finding.path(),
                        finding.words());
    }

    /// What nobody asked for: once for each name of a segment.
    private void tellTheRest() {
        Map<String, Set<String>> rest = new LinkedHashMap<>();
        for (Er7Segment segment : message.segments()) {
            Stream<String> places =
                    segment.isRead()
                            ? segment.unread().stream().map(segment::location)
                            : Stream.of(segment.location());
            places.forEach(
                    p -> rest.computeIfAbsent(segment.name(), n -> new LinkedHashSet<>()).add(p));
        }
        rest.values()
                .forEach(locations ->
                        told.find(
                                FindingKind.NOT_MAPPED,
                                locations.iterator().next(),
                                "This has no place in an order and stays in the message as received"
                                        + Told.among(locations)
                                        + ".",
                                "Nothing need be done, unless the laboratory must know it: then say it in a note (NTE)."));
    }
}
