/// A test order from submission to report: its rules, its states, and the tasks that laboratories
/// work on. Codes follow the NHS England genomics FHIR implementation guide (2026-07-23).
@NullMarked
package org.opengms.orders;

import org.jspecify.annotations.NullMarked;
