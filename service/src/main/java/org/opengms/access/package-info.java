/// Projects that use data for research, and the committee that decides about them: what is applied
/// for, every step as an event, where it stands, and whether somebody may use data now. Rules:
/// docs/spec/access.md.
@NullMarked
package org.opengms.access;

import org.jspecify.annotations.NullMarked;
