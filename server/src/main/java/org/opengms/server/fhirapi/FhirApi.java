package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.opengms.fhir.ReportMapping;
import org.opengms.fhir.TaskMapping;
import org.opengms.gate.Gate;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.persistence.ResourceStore;

/// The FHIR R4 interface: orders as transaction Bundles; reads, histories and searches of what they
/// hold; tasks that laboratories poll and change; reports that scientists sign.
public final class FhirApi extends RestfulServer {
    private static final long serialVersionUID = 1;

    /// What the parts of an order can be read as.
    private static final List<Class<? extends Resource>> READABLE =
            List.of(
                    ServiceRequest.class,
                    Patient.class,
                    RelatedPerson.class,
                    PractitionerRole.class,
                    Specimen.class,
                    Consent.class,
                    Observation.class,
                    Condition.class,
                    Procedure.class,
                    BodyStructure.class,
                    FamilyMemberHistory.class);

    /// @param address where the interface is reached, without a slash at its end
    /// @param cohortSize how many persons are in the research cohort
    /// @param accessLogEntries how many entries the access log has
    public FhirApi(
            FhirContext fhir,
            String address,
            Gate gate,
            ResourceStore store,
            OrderIntake intake,
            ServiceDesk desk,
            TaskMapping tasks,
            ReportMapping reports,
            IntSupplier cohortSize,
            LongSupplier accessLogEntries) {
        super(fhir);
        Release release = new Release(fhir, gate);
        registerProvider(new Orders(fhir, intake));
        registerProvider(new Tasks(store, release, desk, tasks));
        registerProvider(new Reports(store, release, desk, reports));
        READABLE.forEach(type -> registerProvider(new StoredResources<>(type, store, release)));
        registerProvider(new ServiceNumbers(cohortSize, accessLogEntries));
        registerInterceptor(new PlainErrors());
        setServerAddressStrategy(new HardcodedServerAddressStrategy(address));
        setDefaultResponseEncoding(EncodingEnum.JSON);
        setServerName("OpenGMS");
        setImplementationDescription("OpenGMS genomic order interface");
    }
}
