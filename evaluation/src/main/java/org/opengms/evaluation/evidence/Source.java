package org.opengms.evaluation.evidence;

import java.util.Optional;

/// Where a figure stands.
///
/// @param id by which figures name it
/// @param citation in words
/// @param kind of publication
/// @param url where it can be read; absent only for notes
/// @param note what of it was read
public record Source(
        String id, String citation, Kind kind, Optional<String> url, Optional<String> note) {

    /// Kinds of publication, the most reliable first.
    public enum Kind {
        /// A paper in a journal.
        PAPER,
        /// A paper before review.
        PREPRINT,
        /// A committee's report or a minister's answer.
        PARLIAMENT,
        /// Documentation of a data release.
        DOCUMENTATION,
        /// What an organisation says of itself.
        STATEMENT,
        /// A catalogue's record of a paper.
        CATALOGUE,
        /// News.
        NEWS,
        /// Notes on a page that was not read again.
        NOTES;

        /// In words for a reader.
        public String words() {
            return switch (this) {
                case PAPER -> "paper";
                case PREPRINT -> "preprint";
                case PARLIAMENT -> "Parliament";
                case DOCUMENTATION -> "documentation";
                case STATEMENT -> "statement";
                case CATALOGUE -> "catalogue record";
                case NEWS -> "news";
                case NOTES -> "notes";
            };
        }
    }

    /// @throws IllegalArgumentException OGMS-9100 if the id is no id, the citation is blank, or
    ///   there is no address
    public Source {
        Rows.id("A source", id);
        Rows.written("Source " + id, "citation", citation);
        if (url.isEmpty() && kind != Kind.NOTES) {
            throw new IllegalArgumentException(
                    "OGMS-9100 Source %s has no url. Give one, or say that it is notes."
                            .formatted(id));
        }
        if (url.isPresent() && !url.get().matches("https?://\\S+")) {
            throw new IllegalArgumentException(
                    "OGMS-9100 The url of source %s is no address of the web.".formatted(id));
        }
    }
}
