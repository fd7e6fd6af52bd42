package org.opengms.server.fhirapi;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.Enumerations;
import org.opengms.fhir.SearchParameter;

/// Completes the capability statement by what HAPI cannot see in the providers: search parameters,
/// includes, formats, versions.
@Interceptor
public final class Capabilities {
    private final String version;

    /// @param version of this program
    Capabilities(String version) {
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
            rest.getResource().forEach(Capabilities::complete);
        }
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
