/// The controlled environment and the output gate over HTTP: for members of projects' teams, for
/// projects' batch environments (GA4GH DRS and htsget), and for those who look at metering.
@NullMarked
package org.opengms.server.environment;

import org.jspecify.annotations.NullMarked;
