/// The web pages: what each page shows ([PageData]), what people can do on it ([PageActions]), and
/// the controllers and templates that join the two. Pages hold no rules of the service and read no
/// personal data but through the gate.
///
/// Components and layout are those of the NHS digital service manual (nhsuk-frontend), without the
/// logo and typeface that belong to the NHS.
@NullMarked
package org.opengms.server.pages;

import org.jspecify.annotations.NullMarked;
