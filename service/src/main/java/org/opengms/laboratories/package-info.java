/// What laboratories tell the service of themselves: their statements, and their work that is not
/// on the platform, read from their own lists (CSV or FHIR), checked, imported, compared with the
/// list before, and taken back. [org.opengms.laboratories.LaboratoryDesk] is the way in.
@NullMarked
package org.opengms.laboratories;

import org.jspecify.annotations.NullMarked;
