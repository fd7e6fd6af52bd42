package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import java.io.StringWriter;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.server.persistence.ResourceStore.Stored;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Kept resources on their way out: as the text that they are kept as. HAPI's server carries a
/// stand-in that knows the text, and the text is what is sent; nothing is read in and written anew,
/// so that nothing can change on the way.
final class Verbatim {
    private static final String TEXT = Verbatim.class.getName();
    private static final JsonFactory JSON = new JsonFactory();

    private Verbatim() {}

    /// The stand-in of a kept resource.
    static Resource of(FhirContext fhir, Stored stored) {
        Resource standIn = (Resource) fhir.getResourceDefinition(stored.type()).newInstance();
        standIn.setId(stored.type() + "/" + stored.id() + "/_history/" + stored.version());
        standIn.getMeta().setVersionId(Integer.toString(stored.version()));
        standIn.getMeta().setLastUpdated(java.util.Date.from(stored.lastUpdated()));
        standIn.setUserData(TEXT, stored.body());
        return standIn;
    }

    /// The stand-in of an answer whose text was written already.
    static Bundle bundle(String text) {
        Bundle standIn = new Bundle();
        standIn.setUserData(TEXT, text);
        return standIn;
    }

    /// The text of a resource: its own where it is a stand-in.
    static String text(FhirContext fhir, IBaseResource resource) {
        return kept(resource)
                .orElseGet(() ->
                        resource instanceof Bundle bundle
                                ? bundle(fhir, bundle)
                                : fhir.newJsonParser().encodeResourceToString(resource));
    }

    private static Optional<String> kept(IBaseResource resource) {
        return resource instanceof Resource one && one.getUserData(TEXT) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /// A Bundle whose entries may be stand-ins.
    private static String bundle(FhirContext fhir, Bundle bundle) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("resourceType", "Bundle");
            if (bundle.hasId()) {
                json.writeStringProperty("id", bundle.getIdElement().getIdPart());
            }
            json.writeStringProperty("type", bundle.getType().toCode());
            if (bundle.hasTotal()) {
                json.writeNumberProperty("total", bundle.getTotal());
            }
            if (bundle.hasLink()) {
                json.writeArrayPropertyStart("link");
                for (Bundle.BundleLinkComponent link : bundle.getLink()) {
                    json.writeStartObject();
                    json.writeStringProperty("relation", link.getRelation());
                    json.writeStringProperty("url", link.getUrl());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            if (bundle.hasEntry()) {
                json.writeArrayPropertyStart("entry");
                for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                    entry(fhir, json, entry);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void entry(
            FhirContext fhir, JsonGenerator json, Bundle.BundleEntryComponent entry) {
        json.writeStartObject();
        if (entry.hasFullUrl()) {
            json.writeStringProperty("fullUrl", entry.getFullUrl());
        }
        if (entry.getResource() != null) {
            json.writeName("resource");
            json.writeRawValue(text(fhir, entry.getResource()));
        }
        if (entry.getSearch().hasMode()) {
            json.writeObjectPropertyStart("search");
            json.writeStringProperty("mode", entry.getSearch().getMode().toCode());
            json.writeEndObject();
        }
        if (entry.hasRequest()) {
            json.writeObjectPropertyStart("request");
            json.writeStringProperty("method", entry.getRequest().getMethod().toCode());
            json.writeStringProperty("url", entry.getRequest().getUrl());
            json.writeEndObject();
        }
        if (entry.hasResponse()) {
            response(fhir, json, entry.getResponse());
        }
        json.writeEndObject();
    }

    private static void response(
            FhirContext fhir, JsonGenerator json, Bundle.BundleEntryResponseComponent response) {
        json.writeObjectPropertyStart("response");
        if (response.hasStatus()) {
            json.writeStringProperty("status", response.getStatus());
        }
        if (response.hasLocation()) {
            json.writeStringProperty("location", response.getLocation());
        }
        if (response.hasEtag()) {
            json.writeStringProperty("etag", response.getEtag());
        }
        if (response.hasLastModified()) {
            json.writeStringProperty(
                    "lastModified", response.getLastModifiedElement().getValueAsString());
        }
        if (response.getOutcome() != null) {
            json.writeName("outcome");
            json.writeRawValue(fhir.newJsonParser().encodeResourceToString(response.getOutcome()));
        }
        json.writeEndObject();
    }
}
