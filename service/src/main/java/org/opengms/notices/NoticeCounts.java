package org.opengms.notices;

/// How it goes with notices, without persons.
///
/// @param toHandOver wait to be handed over, or are tried again
/// @param toPrint letters that wait for the next batch
/// @param givenUp were refused, or tried as often as the rule has it, and never went, in the last
///   30 days
/// @param notSetUp ended in the last 30 days because the channel that the person chose is not set
///   up
public record NoticeCounts(long toHandOver, long toPrint, long givenUp, long notSetUp) {}
