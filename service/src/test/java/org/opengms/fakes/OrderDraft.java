package org.opengms.fakes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.consent.DiscussionDetails;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderContext;
import org.opengms.orders.OrderField;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderRequest;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// An order being written: starts as a good one for a whole genome, each method makes one thing
/// different.
public final class OrderDraft {
    /// The place that every field of a draft stands at, `Bundle.<field>` in lower case.
    private static final Map<OrderField, String> PATHS = new EnumMap<>(OrderField.class);

    static {
        for (OrderField field : OrderField.values()) {
            PATHS.put(field, "Bundle." + field.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private boolean subject = true;
    private Optional<String> nhsNumber = Optional.of("999 000 1014");
    private Optional<String> nhsNumberAbsenceReason = Optional.empty();
    private String familyName = "Sample";
    private Optional<LocalDate> birthDate = Optional.of(LocalDate.of(2020, 2, 29));
    private Optional<OdsCode> site = Optional.of(World.DIGITAL_SITE);
    private String requesterName = "Dr A. Requester";
    private String specialty = "Clinical Genetics";
    private Optional<String> indication = Optional.of("R901");
    private Optional<String> test = Optional.of("R901.1");
    private String testName = "";
    private Priority priority = Priority.ROUTINE;
    private Optional<LocalDate> authoredOn = Optional.of(LocalDate.of(2026, 6, 14));
    private final List<PhenotypeObservation> phenotypes =
            new ArrayList<>(
                    List.of(new PhenotypeObservation("HP:0001250", "Seizure", Presence.PRESENT)));
    private Optional<RecordOfDiscussion> discussion = Optional.of(taken(ResearchChoice.AGREED));
    private OrderContext context = OrderContext.ALONE;
    private final List<SpecimenDetails> specimens =
            new ArrayList<>(List.of(new SpecimenDetails("T-1", "Blood specimen", true)));

    private int participants = 1;
    private int membersInOrder = 1;
    private final List<String> panels = new ArrayList<>();
    private boolean variant;
    private DiscussionDetails details = DiscussionDetails.NONE;

    /// A record of discussion in which the person agreed to the test.
    public static RecordOfDiscussion taken(ResearchChoice research) {
        return new RecordOfDiscussion(
                DiscussionState.TAKEN,
                Optional.of(true),
                research,
                Optional.of(LocalDate.of(2026, 6, 10)));
    }

    /// A record of discussion in which the person said no to the test.
    public static RecordOfDiscussion declined() {
        return new RecordOfDiscussion(
                DiscussionState.TAKEN,
                Optional.of(false),
                ResearchChoice.UNDECIDED,
                Optional.of(LocalDate.of(2026, 6, 10)));
    }

    public OrderDraft withoutSubject() {
        subject = false;
        return this;
    }

    public OrderDraft nhsNumber(String given) {
        nhsNumber = Optional.of(given);
        return this;
    }

    public OrderDraft withoutNhsNumber(String reason) {
        nhsNumber = Optional.empty();
        nhsNumberAbsenceReason = Optional.of(reason).filter(r -> !r.isEmpty());
        return this;
    }

    public OrderDraft familyName(String name) {
        familyName = name;
        return this;
    }

    public OrderDraft born(String day) {
        birthDate = Optional.of(day).filter(d -> !d.isEmpty()).map(LocalDate::parse);
        return this;
    }

    public OrderDraft site(OdsCode ods) {
        site = Optional.of(ods);
        return this;
    }

    public OrderDraft withoutSite() {
        site = Optional.empty();
        return this;
    }

    public OrderDraft requester(String name) {
        requesterName = name;
        return this;
    }

    public OrderDraft specialty(String words) {
        specialty = words;
        return this;
    }

    /// The codes asked for; empty text leaves one out.
    public OrderDraft asksFor(String indicationCode, String testCode) {
        indication = Optional.of(indicationCode).filter(c -> !c.isEmpty());
        test = Optional.of(testCode).filter(c -> !c.isEmpty());
        return this;
    }

    public OrderDraft testName(String words) {
        testName = words;
        return this;
    }

    public OrderDraft urgent() {
        priority = Priority.URGENT;
        return this;
    }

    public OrderDraft authored(String day) {
        authoredOn = Optional.of(day).filter(d -> !d.isEmpty()).map(LocalDate::parse);
        return this;
    }

    /// The same feature, seen in these ways; none leaves it out.
    public OrderDraft phenotype(Presence... presences) {
        phenotypes.clear();
        for (Presence presence : presences) {
            phenotypes.add(new PhenotypeObservation("HP:0001250", "Seizure", presence));
        }
        return this;
    }

    public OrderDraft discussion(RecordOfDiscussion record) {
        discussion = Optional.of(record);
        return this;
    }

    public OrderDraft withoutDiscussion() {
        discussion = Optional.empty();
        return this;
    }

    public OrderDraft sampleToFollow() {
        specimens.clear();
        specimens.add(new SpecimenDetails("", "Blood specimen", false));
        return this;
    }

    /// Samples at hand, with these labels.
    public OrderDraft samples(String... labels) {
        specimens.clear();
        for (String label : labels) {
            specimens.add(new SpecimenDetails(label, "Blood specimen", true));
        }
        return this;
    }

    /// A sample with this label that will follow.
    public OrderDraft expecting(String label) {
        specimens.clear();
        specimens.add(new SpecimenDetails(label, "Blood specimen", false));
        return this;
    }

    /// An earlier order that this one builds on.
    public OrderDraft basedOn(OrderId parent) {
        context = new OrderContext(Optional.of(parent), Optional.empty(), ParticipantRole.PROBAND);
        return this;
    }

    /// One of the orders of a family.
    public OrderDraft inFamily(String requisition, ParticipantRole role) {
        context = new OrderContext(context.parent(), Optional.of(requisition), role);
        return this;
    }

    public OrderDraft withoutSample() {
        specimens.clear();
        return this;
    }

    /// For how many people the order says it is, and for how many it brings requests.
    public OrderDraft family(int said, int brought) {
        participants = said;
        membersInOrder = brought;
        return this;
    }

    public OrderDraft panel(String code) {
        panels.add(code);
        return this;
    }

    public OrderDraft variant() {
        variant = true;
        return this;
    }

    /// What the forms of the discussion say beside the choices.
    public OrderDraft form(DiscussionDetails said) {
        details = said;
        return this;
    }

    /// The order as written.
    public OrderRequest request() {
        return new OrderRequest(
                Optional.of("REF-1"),
                subject
                        ? Optional.of(
                                new SubjectDetails(
                                        nhsNumber,
                                        nhsNumberAbsenceReason,
                                        familyName,
                                        "Ada",
                                        birthDate,
                                        Sex.FEMALE,
                                        "ZZ99 9ZZ"))
                        : Optional.empty(),
                site,
                requesterName,
                specialty,
                indication,
                test,
                testName,
                priority,
                authoredOn,
                phenotypes,
                discussion,
                specimens,
                participants,
                context,
                List.of(),
                PATHS,
                membersInOrder,
                panels,
                variant,
                details);
    }
}
