package org.opengms.planning.network;

/// What an order costs where a part of it is not digital. Nothing of it refuses a test.
///
/// @param clerkMinutes of typing and checking a paper order, at the laboratory
/// @param errorShare of paper orders that must be corrected by the site, 0 to 1
/// @param correctionDays until the site has corrected one
/// @param discussionMissingShare of orders without a record of discussion that must be asked for, 0
///   to 1
/// @param discussionDays until it is there
/// @param sampleDelayedShare of samples not tracked that are mislaid on the way, 0 to 1
/// @param sampleDelayDays until one is found or taken again
/// @param urgentDelayFactor by which the delays above are multiplied where an order is urgent and
///   the site is telephoned
/// @param letterDays until a report sent as a letter is read; a routine report must be issued so
///   much earlier to be on time, urgent ones are telephoned
/// @param leastNetworkMegabitsPerSecond that a site needs to order digitally
public record PaperEffects(
        Quantity clerkMinutes,
        Quantity errorShare,
        Quantity correctionDays,
        Quantity discussionMissingShare,
        Quantity discussionDays,
        Quantity sampleDelayedShare,
        Quantity sampleDelayDays,
        Quantity urgentDelayFactor,
        Quantity letterDays,
        Quantity leastNetworkMegabitsPerSecond) {
    public PaperEffects {
        clerkMinutes.within(0, 600, "clerkMinutes");
        errorShare.within(0, 1, "errorShare");
        correctionDays.within(0, 365, "correctionDays");
        discussionMissingShare.within(0, 1, "discussionMissingShare");
        discussionDays.within(0, 365, "discussionDays");
        sampleDelayedShare.within(0, 1, "sampleDelayedShare");
        sampleDelayDays.within(0, 365, "sampleDelayDays");
        urgentDelayFactor.within(0, 1, "urgentDelayFactor");
        letterDays.within(0, 365, "letterDays");
        leastNetworkMegabitsPerSecond.within(0, 1e6, "leastNetworkMegabitsPerSecond");
    }
}
