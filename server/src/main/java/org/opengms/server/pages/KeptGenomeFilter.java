package org.opengms.server.pages;

import java.util.Optional;

/// Which kept genomes a list shows.
///
/// @param state only those in this state; absent for all that have not ended and are no orders
/// @param page from 1, at most [#MOST_PAGES]
public record KeptGenomeFilter(Optional<KeptGenomeState> state, int page) {
    /// How many a page shows.
    public static final int PAGE_SIZE = 20;

    /// The last page that is shown: more are narrowed by their state.
    public static final int MOST_PAGES = 500;

    public KeptGenomeFilter {
        page = Math.clamp(page, 1, MOST_PAGES);
    }

    /// The filter that a request asks for. What is not understood does not narrow.
    public static KeptGenomeFilter of(Optional<String> state, Optional<String> page) {
        return new KeptGenomeFilter(
                state.flatMap(KeptGenomeState::of),
                page.flatMap(p -> Ids.parse(p, Integer::valueOf)).orElse(1));
    }
}
