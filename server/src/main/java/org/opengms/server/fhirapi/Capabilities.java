package org.opengms.server.fhirapi;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;
import org.opengms.fhir.SearchParameter;

/// Completes the capability statement by what HAPI cannot see in the providers: search parameters,
/// includes, formats, versions.
@Interceptor
public final class Capabilities {
    private static final String OAUTH_URIS =
            "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

    private final String origin;
    private final String version;

    /// @param origin where the authorisation server is reached
    /// @param version of this program
    Capabilities(String origin, String version) {
        this.origin = origin;
        this.version = version;
    }

    /// Completes.
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void complete(IBaseConformance conformance) {
        CapabilityStatement statement = (CapabilityStatement) conformance;
        statement.setName("OpenGMS");
        statement.setTitle("OpenGMS genomic order interface");
        statement.setPublisher("OpenGMS");
        statement.getSoftware().setName("OpenGMS").setVersion(version);
        statement.getFormat().clear();
        statement.addFormat("application/fhir+json");
        for (CapabilityStatementRestComponent rest : statement.getRest()) {
            rest.setDocumentation(
                    "Orders, updates, tasks and reports come in as transaction Bundles. Workflow resources are never deleted. Every path needs a token; what the actor may not read is not found.");
            rest.setSecurity(security());
            rest.getResource().forEach(Capabilities::complete);
        }
    }

    /// SMART App Launch 2.0, *Using the CapabilityStatement*: where tokens come from.
    private CapabilityStatementRestSecurityComponent security() {
        CapabilityStatementRestSecurityComponent security =
                new CapabilityStatementRestSecurityComponent();
        security.addService()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/restful-security-service")
                .setCode("SMART-on-FHIR");
        security.setDescription(
                "Scopes of SMART App Launch 1 and 2 narrow what a token may do; .well-known/smart-configuration says which.");
        Extension uris = security.addExtension().setUrl(OAUTH_URIS);
        uris.addExtension("authorize", new UriType(origin + "/oauth2/authorize"));
        uris.addExtension("token", new UriType(origin + "/oauth2/token"));
        return security;
    }

    private static void complete(CapabilityStatementRestResourceComponent resource) {
        Map<String, Enumerations.SearchParamType> ofAudit =
                AuditEvents.parameters(resource.getType());
        if (!ofAudit.isEmpty()) {
            resource.setVersioning(ResourceVersionPolicy.NOVERSION);
            resource.setDocumentation(
                    "Who read whose data, for privacy officers; patient may be patient:identifier.");
            resource.getSearchParam().clear();
            ofAudit.forEach((name, kind) -> resource.addSearchParam().setName(name).setType(kind));
            return;
        }
        resource.setVersioning(ResourceVersionPolicy.VERSIONED);
        resource.setReadHistory(true);
        resource.setConditionalCreate(false);
        resource.setConditionalUpdate(false);
        resource.getSearchParam().clear();
        Map<String, Enumerations.SearchParamType> ofDefinitions =
                DirectoryDefinitions.parameters(resource.getType());
        ofDefinitions.forEach(
                (name, kind) -> resource.addSearchParam().setName(name).setType(kind));
        if (!ofDefinitions.isEmpty()) {
            return;
        }
        for (SearchParameter parameter : SearchParameter.of(resource.getType())) {
            resource.addSearchParam()
                    .setName(parameter.name())
                    .setType(Enumerations.SearchParamType.fromCode(parameter.kind().code()));
            if (parameter.kind() == SearchParameter.Kind.REFERENCE) {
                resource.addSearchInclude(resource.getType() + ":" + parameter.name());
            }
        }
        resource.addSearchParam().setName("_id").setType(Enumerations.SearchParamType.TOKEN);
        resource.addSearchParam()
                .setName("_lastUpdated")
                .setType(Enumerations.SearchParamType.DATE);
    }
}
