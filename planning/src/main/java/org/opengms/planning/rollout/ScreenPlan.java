package org.opengms.planning.rollout;

import java.util.Arrays;

/// When what is started, over a [ScreenProblem]: for each site the quarter in which its
/// digitisation begins, for each addition how many begin in each quarter.
final class ScreenPlan {
    /// A site's start that never comes.
    static final int NEVER = Integer.MAX_VALUE;

    final int[] siteStart;
    final int[][] units;

    ScreenPlan(ScreenProblem problem) {
        siteStart = new int[problem.sites().size()];
        Arrays.fill(siteStart, NEVER);
        units = new int[problem.additions().size()][problem.quarters()];
    }
}
