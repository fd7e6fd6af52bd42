package org.opengms.laboratories;

/// By what an order of a laboratory is known again in its next list.
///
/// @param reference the laboratory's own
/// @param test the test code, or the method where there is none
public record WorkKey(String reference, String test) {}
