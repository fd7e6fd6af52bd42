package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.consent.ConsentStore;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.ReportMapping;
import org.opengms.fhir.SearchParameter;
import org.opengms.fhir.TaskMapping;
import org.opengms.gate.AuditDesk;
import org.opengms.gate.Gate;
import org.opengms.orders.OrderId;
import org.opengms.people.AddressProtection;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;
import org.opengms.server.desk.ConsentIntake;
import org.opengms.server.desk.Examination;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.patient.OwnResources;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.register.RegisterFigures;

/// The FHIR R4 interface: orders as transaction Bundles; reads, histories and searches of what they
/// hold; tasks that laboratories poll and change; reports that scientists sign.
public final class FhirApi extends RestfulServer {
    private static final long serialVersionUID = 1;

    /// What a patient reads of their own record: what their own page shows. Other types hold what
    /// relatives said or what was found and not told.
    public static final Set<String> TYPES_OF_PATIENTS =
            Set.of("Patient", "ServiceRequest", "Consent", "DiagnosticReport");

    private static final Set<String> WITH_PROVIDERS_OF_THEIR_OWN =
            Set.of("Task", "DiagnosticReport", "Consent");

    /// @param address where the interface is reached, without a slash at its end
    /// @param consents what persons said
    /// @param participants how many persons are in the research cohort, as it may be told
    /// @param accessLogEntries how many entries the access log has
    /// @param personOf whom an order is for
    /// @param own what patients read of their own
    /// @param audit who read
    /// @param personWith whose an NHS number is
    /// @param version of this program
    public FhirApi(
            FhirContext fhir,
            String address,
            Gate gate,
            ResourceStore store,
            Examination examination,
            OrderIntake intake,
            ServiceDesk desk,
            ConsentIntake consentIntake,
            ConsentStore consents,
            TaskMapping tasks,
            ReportMapping reports,
            Supplier<RegisterFigures.Count> participants,
            LongSupplier accessLogEntries,
            Function<OrderId, Optional<PersonId>> personOf,
            AddressProtection addresses,
            OwnResources own,
            AuditDesk audit,
            Function<NhsNumber, Optional<PersonId>> personWith,
            String version) {
        super(fhir);
        Release release =
                new Release(fhir, gate, personOf, new ProtectedAddresses(addresses, store), own);
        Searches searches = new Searches(store, release, address);
        Validation validation = new Validation(fhir, examination);
        registerProvider(new Orders(fhir, intake));
        registerProvider(new Tasks(store, release, searches, validation, desk, tasks));
        registerProvider(new Reports(store, release, searches, validation, desk, reports));
        registerProvider(
                new Consents(
                        store,
                        release,
                        searches,
                        validation,
                        consentIntake,
                        new CurrentChoices(fhir, consents)));
        SearchParameter.types().stream()
                .filter(type -> !WITH_PROVIDERS_OF_THEIR_OWN.contains(type))
                .map(type -> fhir.getResourceDefinition(type).getImplementingClass())
                .forEach(type ->
                        registerProvider(
                                new StoredResources<>(
                                        type.asSubclass(Resource.class),
                                        store,
                                        release,
                                        searches,
                                        validation)));
        registerProvider(new Graphs(store, release, address));
        registerProvider(new ServiceNumbers(participants, accessLogEntries));
        registerInterceptor(new PlainErrors(new FhirText(fhir), validation));
        AuditEvents auditEvents = new AuditEvents(audit, searches, personWith, address);
        registerProvider(auditEvents);
        registerInterceptor(new Pages(fhir, searches, auditEvents));
        registerInterceptor(new VerbatimAnswers(fhir));
        registerInterceptor(new RequestScopes(origin(address)));
        registerInterceptor(new Capabilities(origin(address), version));
        setServerAddressStrategy(new HardcodedServerAddressStrategy(address));
        setDefaultResponseEncoding(EncodingEnum.JSON);
        setServerName("OpenGMS");
        setImplementationDescription("OpenGMS genomic order interface");
    }

    /// Where the authorisation server is reached.
    private static String origin(String address) {
        return address.substring(0, address.indexOf("/FHIR/"));
    }
}
