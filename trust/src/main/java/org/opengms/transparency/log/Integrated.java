package org.opengms.transparency.log;

import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.record.LogEntry;

/// A record that is in the tree.
///
/// @param index of its entry, from 0
/// @param entry with the number that it has among those of its person
/// @param checkpoint the first that commits to it
public record Integrated(long index, LogEntry entry, SignedNote checkpoint) {}
