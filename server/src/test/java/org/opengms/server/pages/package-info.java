/// What the pages show and how they answer.
@NullMarked
package org.opengms.server.pages;

import org.jspecify.annotations.NullMarked;
