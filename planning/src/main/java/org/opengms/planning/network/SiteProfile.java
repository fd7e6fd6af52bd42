package org.opengms.planning.network;

/// How digital the ordering sites of a kind are: of a hundred of their orders, how many have each
/// part done digitally. An order that has a rarer part has the more frequent ones too.
///
/// @param id what sites, and changes that digitise them, name it by
/// @param electronicOrderShare of orders that arrive electronically, 0 to 1; the others are paper
/// @param recordOfDiscussionShare of orders whose record of discussion comes with them, 0 to 1
/// @param sampleTrackingShare of samples tracked from the ward to the laboratory, 0 to 1
/// @param structuredReturnShare of reports returned into the site's record, 0 to 1
/// @param networkMegabitsPerSecond to the laboratories; below the least that a digital order needs,
///   every order of the site is paper
public record SiteProfile(
        String id,
        Quantity electronicOrderShare,
        Quantity recordOfDiscussionShare,
        Quantity sampleTrackingShare,
        Quantity structuredReturnShare,
        Quantity networkMegabitsPerSecond) {
    public SiteProfile {
        Refused.id(id, "id");
        electronicOrderShare.within(0, 1, "electronicOrderShare");
        recordOfDiscussionShare.within(0, 1, "recordOfDiscussionShare");
        sampleTrackingShare.within(0, 1, "sampleTrackingShare");
        structuredReturnShare.within(0, 1, "structuredReturnShare");
        networkMegabitsPerSecond.within(0, 1e6, "networkMegabitsPerSecond");
    }
}
