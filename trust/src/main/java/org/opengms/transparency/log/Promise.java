package org.opengms.transparency.log;

import java.util.concurrent.CompletableFuture;

/// That a record is on disk, and will be in the tree.
///
/// @param index that its entry will have, from 0
/// @param integrated completes when a signed checkpoint commits to it; after a crash it is never
///   completed, but the record is in the tree at its index once the log is open again
public record Promise(long index, CompletableFuture<Integrated> integrated) {}
