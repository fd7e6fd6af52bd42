package org.opengms.fhir;

import org.opengms.cases.ResultKind;
import org.opengms.orders.OrderId;

/// The result of a conventional test as a laboratory sends it.
///
/// @param order the order that it answers
/// @param kind the answer in one word
/// @param conclusion in the laboratory's words
public record EnteredResult(OrderId order, ResultKind kind, String conclusion) {}
