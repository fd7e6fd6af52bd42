package org.opengms.evaluation.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.disclosure.PublishedCount;

/// A finding as everybody may see it. Only [ExactFindings#publish] makes it.
public final class PublishedFinding {
    private final String estimand;
    private final Stratum stratum;
    private final PublishedCount people;
    private final Map<String, PublishedCount> states;
    private final SortedMap<String, PublishedCount> missing;
    private final Result result;
    private final String query;

    PublishedFinding(
            String estimand,
            Stratum stratum,
            PublishedCount people,
            Map<String, PublishedCount> states,
            SortedMap<String, PublishedCount> missing,
            Result result,
            String query) {
        this.estimand = estimand;
        this.stratum = stratum;
        this.people = people;
        this.states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        this.missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
        this.result = result;
        this.query = query;
    }

    /// The same finding of which nothing is shown, not even of whom there are none.
    PublishedFinding withheld() {
        Map<String, PublishedCount> hidden = new LinkedHashMap<>();
        states.keySet().forEach(state -> hidden.put(state, PublishedCount.HIDDEN));
        return new PublishedFinding(
                estimand,
                stratum,
                PublishedCount.HIDDEN,
                hidden,
                new TreeMap<>(),
                new Result.NotShown(),
                query);
    }

    /// Id of the estimand.
    public String estimand() {
        return estimand;
    }

    /// Whom it is about.
    public Stratum stratum() {
        return stratum;
    }

    /// How many, rounded; or hidden.
    public PublishedCount people() {
        return people;
    }

    /// How many are in which state, rounded; the result is a function of these.
    public Map<String, PublishedCount> states() {
        return states;
    }

    /// How many have no value, by field and reason; of the whole population alone.
    public SortedMap<String, PublishedCount> missing() {
        return missing;
    }

    /// What was found.
    public Result result() {
        return result;
    }

    /// The text that finds it again.
    public String query() {
        return query;
    }
}
