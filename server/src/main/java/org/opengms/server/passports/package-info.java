/// GA4GH Passports and Visas (Passport 1.2, AAI OIDC Profile 1.2): those of other issuers are read
/// and verified, own ones are given for projects that are open.
@NullMarked
package org.opengms.server.passports;

import org.jspecify.annotations.NullMarked;
