/// Who may act for another, and until when.
@NullMarked
package org.opengms.proxies;

import org.jspecify.annotations.NullMarked;
