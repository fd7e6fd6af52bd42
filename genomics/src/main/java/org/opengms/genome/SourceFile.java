package org.opengms.genome;

/// A file that went into a reference bundle.
///
/// @param role `fasta`, `transcripts` or `hgnc`
/// @param name file name without folder
/// @param bytes size as read
/// @param sha256 of the file as it lay there, hexadecimal
public record SourceFile(String role, String name, long bytes, String sha256) {}
