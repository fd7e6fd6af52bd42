package org.opengms.orders;

/// A specimen as an order describes it.
///
/// @param identifier the label on the tube, may be empty
/// @param type in words, such as `Blood specimen`
/// @param available whether it is at hand; a sample may follow the order
public record SpecimenDetails(String identifier, String type, boolean available) {}
