/// The interface for hospitals that speak HL7 v2, over HTTP.
@NullMarked
package org.opengms.server.hl7;

import org.jspecify.annotations.NullMarked;
