/// The journeys of the people who use the pages, in a real browser against the whole running
/// service. They need Chrome or Chromium on the machine; where there is none they are skipped and
/// say so, except under `CI=true`, where they fail.
@NullMarked
package org.opengms.server.browser;

import org.jspecify.annotations.NullMarked;
