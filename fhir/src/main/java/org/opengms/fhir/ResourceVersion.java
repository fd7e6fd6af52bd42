package org.opengms.fhir;

import java.time.Instant;

/// One version of a resource, ready to be kept and served.
///
/// @param type such as `ServiceRequest`
/// @param id the service's id
/// @param version from 1; also `meta.versionId`
/// @param lastUpdated also `meta.lastUpdated`
/// @param json the resource on one line
/// @param keys what it can be found by
public record ResourceVersion(
        String type, String id, int version, Instant lastUpdated, String json, SearchKeys keys) {

    /// The reference to it, `Type/id`.
    public String reference() {
        return type + "/" + id;
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "ResourceVersion[" + reference() + "/_history/" + version + "]";
    }
}
