/// Who is tested and who does the work: NHS numbers, persons, members of staff.
@NullMarked
package org.opengms.people;

import org.jspecify.annotations.NullMarked;
