/// The FHIR interface's providers as plain objects.
@NullMarked
package org.opengms.server.fhirapi;

import org.jspecify.annotations.NullMarked;
