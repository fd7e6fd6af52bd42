package org.opengms.planning.network;

import java.util.Optional;

/// How much of the nation's demand is one test for one indication group.
///
/// @param test its id
/// @param indicationGroup its id, one that the test has a yield for
/// @param shareOfTests of all tests of a year, in proportion to the other entries' shares
/// @param growthPerYear 0.05 for five of a hundred more each year, of the year before
/// @param urgentShare of these tests that are urgent, 0 to 1
/// @param otherwise the test that a site orders instead where this one is not offered; absent: it
///   is offered everywhere
public record TestDemand(
        String test,
        String indicationGroup,
        Quantity shareOfTests,
        Quantity growthPerYear,
        Quantity urgentShare,
        Optional<String> otherwise) {
    public TestDemand {
        shareOfTests.within(0, 1, "shareOfTests");
        growthPerYear.within(-0.5, 2, "growthPerYear");
        urgentShare.within(0, 1, "urgentShare");
    }

    /// The same, offered everywhere.
    public TestDemand offeredEverywhere() {
        return new TestDemand(
                test, indicationGroup, shareOfTests, growthPerYear, urgentShare, Optional.empty());
    }
}
