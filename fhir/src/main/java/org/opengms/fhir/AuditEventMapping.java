package org.opengms.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResourceType;
import org.hl7.fhir.r4.model.StringType;
import org.opengms.gate.AuditDesk.Named;
import org.opengms.gate.Justification;
import org.opengms.gate.LoggedAccess;
import org.opengms.gate.Purpose;

/// Readings as FHIR AuditEvents by the profiles of IHE *Basic Audit Log Patterns* (BALP 1.1).
/// `docs/spec/audit-events.md` is the same in words.
///
/// | what happened | profile |
/// |---|---|
/// | a reading | `PatientRead` |
/// | a search of readings | `PatientQuery` |
/// | a use for research | `PrivacyDisclosure.Source` |
/// | a refusal of what depends on the person's choice | `AuthZconsent` |
/// | any other refusal | none: BALP has one for what succeeded alone; as `PatientRead`, but for the outcome |
public final class AuditEventMapping {
    /// Accounts that read.
    public static final String ACCOUNT = "https://opengms.org/Id/account";

    /// What research knows persons by.
    public static final String PARTICIPANT = "https://opengms.org/Id/participant";

    private static final String SERVICE = "https://opengms.org/Id/service";
    private static final String ROLE = "https://opengms.org/CodeSystem/role";
    private static final String PURPOSE = "https://opengms.org/CodeSystem/purpose";
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";
    private static final String ENTITY_TYPE =
            "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final String ABSENT =
            "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String PROFILES =
            "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final Pattern REFERENCE =
            Pattern.compile("([A-Z][A-Za-z]{1,40})/([A-Za-z0-9.\\-]{1,64})");
    private static final Set<String> TYPES =
            Stream.of(ResourceType.values())
                    .map(Enum::name)
                    .collect(Collectors.toUnmodifiableSet());

    private final String address;

    /// @param address of the service's FHIR interface, without a slash at its end
    public AuditEventMapping(String address) {
        this.address = address;
    }

    /// Which of BALP's patterns a reading follows.
    private enum Shape {
        READ("PatientRead"),
        QUERY("PatientQuery"),
        DISCLOSURE("PrivacyDisclosure.Source"),
        CONSENT_DECISION("AuthZconsent"),
        OTHER_REFUSAL("");

        private final String profile;

        Shape(String profile) {
            this.profile = profile;
        }

        static Shape of(LoggedAccess access) {
            if (!access.permitted()) {
                return access.purpose().dependsOnConsent() ? CONSENT_DECISION : OTHER_REFUSAL;
            }
            if (access.purpose().isSecondary()) {
                return DISCLOSURE;
            }
            return isSearch(access) ? QUERY : READ;
        }

        /// A search is logged under the type alone, with the person that it was about.
        private static boolean isSearch(LoggedAccess access) {
            return access.resource().startsWith("AuditEvent?");
        }
    }

    /// A reading as an AuditEvent.
    ///
    /// @param named what may be shown to name its person
    public AuditEvent toFhir(LoggedAccess access, Named named) {
        Shape shape = Shape.of(access);
        AuditEvent event = new AuditEvent();
        event.setId(access.id().toString());
        if (!shape.profile.isEmpty()) {
            event.getMeta().addProfile(PROFILES + shape.profile);
        }
        event.setRecorded(Date.from(access.at()));
        event.setOutcome(access.permitted() ? AuditEventOutcome._0 : AuditEventOutcome._8);
        event.setOutcomeDesc(access.reason());
        event.addPurposeOfEvent(purpose(access.purpose()));
        access.justification().ifPresent(why -> event.addPurposeOfEvent(justification(why)));
        event.getSource().setObserver(service());
        event.getSource()
                .addType(
                        new Coding(
                                "http://terminology.hl7.org/CodeSystem/security-source-type",
                                shape == Shape.CONSENT_DECISION ? "6" : "4",
                                null));
        switch (shape) {
            case READ, OTHER_REFUSAL -> {
                rest(event, "read", AuditEventAction.R);
                event.addAgent(way(access, "110152"));
                event.addAgent(server("110153"));
                people(event, access);
                event.addEntity(data(access, named));
                event.addEntity(patient(access, named));
            }
            case QUERY -> {
                rest(event, "search", AuditEventAction.E);
                event.addAgent(way(access, "110153"));
                event.addAgent(server("110152"));
                people(event, access);
                event.addEntity(query(access, named));
                event.addEntity(patient(access, named));
            }
            case DISCLOSURE -> {
                event.setType(new Coding(DICOM, "110106", "Export"));
                event.addSubtype(
                        new Coding(
                                "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle",
                                "disclose",
                                null));
                event.setAction(AuditEventAction.R);
                event.addAgent(server("110153"));
                event.addAgent(way(access, "110152"));
                people(event, access);
                event.addEntity(patient(access, named));
                event.addEntity(data(access, named));
            }
            case CONSENT_DECISION -> {
                event.setType(new Coding(DICOM, "110113", "Security Alert"));
                event.addSubtype(
                        new Coding(
                                "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType",
                                "AuthZ-Consent",
                                null));
                event.setAction(AuditEventAction.E);
                event.addAgent(way(access, "110150"));
                people(event, access);
                event.addAgent(
                        agent(
                                "http://terminology.hl7.org/CodeSystem/extra-security-role-type",
                                "authserver",
                                service()));
                // The profile has no place for the data that were asked for but here.
                AuditEventEntityComponent patient = patient(access, named);
                detail(patient, "resource", shownResource(access, named));
                details(patient, access);
                event.addEntity(patient);
                event.addEntity()
                        .setWhat(
                                new Reference()
                                        .setDisplay("What the person had said by then")
                                        .setType("Consent"))
                        .setType(new Coding("http://hl7.org/fhir/resource-types", "Consent", null));
            }
        }
        return event;
    }

    private static void rest(AuditEvent event, String interaction, AuditEventAction action) {
        event.setType(
                new Coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", null));
        event.addSubtype(new Coding(INTERACTION, interaction, null));
        event.setAction(action);
    }

    // ---- Agents

    private Reference service() {
        return new Reference()
                .setType("Device")
                .setIdentifier(new Identifier().setSystem(SERVICE).setValue(address))
                .setDisplay("OpenGMS");
    }

    private static AuditEventAgentComponent agent(String system, String code, Reference who) {
        return new AuditEventAgentComponent()
                .setType(new CodeableConcept(new Coding(system, code, null)))
                .setWho(who)
                .setRequestor(false);
    }

    private AuditEventAgentComponent server(String code) {
        return agent(DICOM, code, service())
                .setNetwork(
                        new AuditEventAgentNetworkComponent()
                                .setAddress(address)
                                .setType(AuditEventAgentNetworkType._5));
    }

    /// By which way it was read. From which machine is not recorded, which BALP wants said.
    private static AuditEventAgentComponent way(LoggedAccess access, String code) {
        StringType unknown = new StringType();
        unknown.addExtension(ABSENT, new CodeType("unknown"));
        return agent(DICOM, code, new Reference().setDisplay(access.channel()))
                .setNetwork(new AuditEventAgentNetworkComponent().setAddressElement(unknown));
    }

    /// Who read, and for which organisation.
    private static void people(AuditEvent event, LoggedAccess access) {
        AuditEventAgentComponent user =
                agent(
                                "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                                "IRCP",
                                new Reference()
                                        .setIdentifier(
                                                new Identifier()
                                                        .setSystem(ACCOUNT)
                                                        .setValue(access.actor())))
                        .setRequestor(true);
        access.roles().stream()
                .sorted()
                .forEach(role ->
                        user.addRole(new CodeableConcept(new Coding(ROLE, code(role), null))));
        user.addPurposeOfUse(purpose(access.purpose()));
        access.justification().ifPresent(why -> user.addPurposeOfUse(justification(why)));
        event.addAgent(user);
        event.addAgent(
                agent(
                        "http://terminology.hl7.org/CodeSystem/v3-RoleClass",
                        "PROV",
                        new Reference()
                                .setType("Organization")
                                .setIdentifier(
                                        new Identifier()
                                                .setSystem(Systems.ODS)
                                                .setValue(access.organisation().value()))));
    }

    /// The purpose in HL7's words and the service's own.
    private static CodeableConcept purpose(Purpose purpose) {
        String reason =
                switch (purpose) {
                    case DIRECT_CARE, LABORATORY_WORK, CHOOSING_A_TEST, CARE_OF_RELATIVE -> "TREAT";
                    case RESEARCH, RESEARCH_BY_COMPANIES -> "HRESCH";
                    case SERVICE_MANAGEMENT -> "HOPERAT";
                    case OWN_RECORD -> "PATRQT";
                    case ON_BEHALF -> "FAMRQT";
                    case AUDIT -> "HCOMPL";
                };
        return new CodeableConcept(new Coding(ACT_REASON, reason, null))
                .addCoding(new Coding(PURPOSE, code(purpose), null));
    }

    private static CodeableConcept justification(Justification why) {
        return switch (why) {
            case Justification.Emergency _ ->
                    new CodeableConcept(new Coding(ACT_REASON, "BTG", null));
            case Justification.Law _ -> new CodeableConcept(new Coding(PURPOSE, "law", null));
        };
    }

    // ---- Entities

    private static AuditEventEntityComponent patient(LoggedAccess access, Named named) {
        return entity("1", "1")
                .setWhat(
                        switch (named) {
                            case PERSON -> new Reference("Patient/" + access.person().value());
                            case PARTICIPANT ->
                                    new Reference()
                                            .setType("Patient")
                                            .setIdentifier(
                                                    new Identifier()
                                                            .setSystem(PARTICIPANT)
                                                            .setValue(
                                                                    access.participant()
                                                                            .orElse("")));
                        });
    }

    private static AuditEventEntityComponent data(LoggedAccess access, Named named) {
        AuditEventEntityComponent data = entity("2", "4");
        String resource = shownResource(access, named);
        Optional<String> type =
                Optional.of(REFERENCE.matcher(resource))
                        .filter(Matcher::matches)
                        .map(parts -> parts.group(1))
                        .filter(TYPES::contains);
        data.setWhat(
                type.isPresent() ? new Reference(resource) : new Reference().setDisplay(resource));
        details(data, access);
        return data;
    }

    private static AuditEventEntityComponent query(LoggedAccess access, Named named) {
        return entity("2", "24")
                .setQuery(("GET " + shownResource(access, named)).getBytes(StandardCharsets.UTF_8));
    }

    private static AuditEventEntityComponent entity(String type, String role) {
        return new AuditEventEntityComponent()
                .setType(new Coding(ENTITY_TYPE, type, null))
                .setRole(new Coding(OBJECT_ROLE, role, null));
    }

    private static void details(AuditEventEntityComponent entity, LoggedAccess access) {
        detail(entity, "data", code(access.dataClass()));
        access.justification().ifPresent(why -> detail(entity, "justification", why.reason()));
    }

    private static void detail(AuditEventEntityComponent entity, String type, String value) {
        entity.addDetail().setType(type).setValue(new StringType(value));
    }

    /// Who is shown the person is not shown what research knows them by.
    private static String shownResource(LoggedAccess access, Named named) {
        return switch (named) {
            case PERSON ->
                    access.participant()
                            .map(id ->
                                    access.resource().replace("Participant/" + id, "Participant"))
                            .orElse(access.resource());
            case PARTICIPANT -> access.resource();
        };
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
