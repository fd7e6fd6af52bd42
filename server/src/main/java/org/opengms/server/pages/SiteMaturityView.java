package org.opengms.server.pages;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.SiteReadiness;
import org.opengms.maturity.Count;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.Measure;
import org.opengms.maturity.SelfAssessment;
import org.opengms.server.maturity.DigitisingReturns;
import org.opengms.server.maturity.MaturityPlots;

/// One site.
///
/// @param site its figures
/// @param months of the series
/// @param board what is known of all sites
/// @param readiness that routing takes
/// @param assessments what the site said of itself, the newest first
/// @param mayAssess whether the reader may assess it
/// @param returns what digitising it would return, as far as it is known
/// @param mayAsk whether the reader may have it worked out
/// @param problems what is wrong with the form
/// @param typed what the form held
public record SiteMaturityView(
        MaturityBoard.SiteFigures site,
        List<YearMonth> months,
        MaturityBoard.Board board,
        SiteReadiness readiness,
        List<SelfAssessment> assessments,
        boolean mayAssess,
        DigitisingReturns.Standing returns,
        boolean mayAsk,
        List<FormProblem> problems,
        Typed typed) {
    public SiteMaturityView {
        months = List.copyOf(months);
        assessments = List.copyOf(assessments);
        problems = List.copyOf(problems);
    }

    /// The plot of a measure.
    public String plot(Measure measure) {
        return MaturityPlots.series(
                "plot-" + measure.code(),
                measure.title() + " by month, with 95% intervals. The table below has the numbers.",
                months,
                site.figure(measure).months());
    }

    /// The share of all sites.
    public Count all(Measure measure) {
        return board.all().getOrDefault(measure, Count.NONE);
    }

    /// The places of the months, the newest first.
    public List<Integer> newestFirst() {
        List<Integer> places = new ArrayList<>();
        for (int i = months.size() - 1; i >= 0; i--) {
            places.add(i);
        }
        return places;
    }

    /// A month's share in words.
    public static String words(Count count) {
        return count.interval()
                .map(i -> "%d of %d: %s".formatted(count.of(), count.all(), MaturityView.words(i)))
                .orElse("none");
    }

    /// The newest assessment.
    public Optional<SelfAssessment> newest() {
        return assessments.stream().findFirst();
    }

    /// The message beside a field; empty if there is none.
    public String problem(String field) {
        return FormProblem.of(problems, field);
    }

    /// The scores to choose from.
    public static List<Choice> scores() {
        return List.of(
                new Choice("1", "1: little is in place"),
                new Choice("2", "2"),
                new Choice("3", "3: about half is in place"),
                new Choice("4", "4"),
                new Choice("5", "5: all of it is in place"));
    }
}
