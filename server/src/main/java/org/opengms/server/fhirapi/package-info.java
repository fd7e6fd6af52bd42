/// The FHIR R4 interface over HTTP.
@NullMarked
package org.opengms.server.fhirapi;

import org.jspecify.annotations.NullMarked;
