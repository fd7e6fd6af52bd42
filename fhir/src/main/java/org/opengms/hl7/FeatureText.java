package org.opengms.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;

/// HPO terms in free text, such as `Seizures (HP:0001250); no HP:0000252`.
///
/// A term is present where its part of the text (between semicolons, full stops and line ends) only
/// states it. Where any word there could turn the statement round, doubt it, or make it somebody
/// else's, it is unclear: kept, told and not used, so that an excluded feature is never read as
/// present.
final class FeatureText {
    private static final Pattern TERM = Pattern.compile("\\bHP[:_]?([0-9]{7})\\b");
    private static final Pattern CLAUSE = Pattern.compile("[;\\n]|\\.(?=\\s|$)");
    private static final Pattern DOUBT =
            Pattern.compile(
                    "\\?|\\b(?:no|not|nor|non|none|never|without|absent|absence|lacks?|lacking"
                            + "|den(?:y|ies|ied)|exclud\\w*|negative|neg|unlikely|normal|resolved"
                            + "|possibl[ey]|probabl[ey]|query|queried|suspect\\w*|suspicion"
                            + "|rule[ds]? out|r/o|likely|differential|previous\\w*|history|hx"
                            + "|famil\\w*|fhx?|mother|father|mum|dad|maternal\\w*|paternal\\w*"
                            + "|brother|sister|sib\\w*|twin|parents?|aunt|uncle|cousin|grand\\w*"
                            + "|son|daughter|relatives?|partner|f(?:o)?et(?:us|al)"
                            + "|unaffected|carrier|if|unless)\\b",
                    Pattern.CASE_INSENSITIVE);

    private FeatureText() {}

    /// The terms of a text, in its order.
    ///
    /// @param about whether the text speaks of the patient's features; of another text, terms are
    ///   unclear
    static List<PhenotypeObservation> read(String text, Subject about) {
        List<PhenotypeObservation> features = new ArrayList<>();
        for (String clause : CLAUSE.split(text)) {
            boolean plain = about == Subject.FEATURES && !DOUBT.matcher(clause).find();
            Matcher term = TERM.matcher(clause);
            int last = 0;
            while (term.find()) {
                features.add(
                        new PhenotypeObservation(
                                "HP:" + term.group(1),
                                label(clause, last, term),
                                plain ? Presence.PRESENT : Presence.UNCLEAR));
                last = term.end();
            }
        }
        return features;
    }

    /// What a text is about.
    enum Subject {
        FEATURES,
        ANYTHING
    }

    /// The words before a term where the clause begins with words, as in `Seizure (HP:0001250)`,
    /// else those after it.
    private static String label(String clause, int from, Matcher term) {
        Matcher first = TERM.matcher(clause);
        boolean wordsFirst = first.find() && !words(clause.substring(0, first.start())).isEmpty();
        if (wordsFirst) {
            return words(clause.substring(from, term.start()));
        }
        String after = clause.substring(term.end());
        Matcher next = TERM.matcher(after);
        return words(next.find() ? after.substring(0, next.start()) : after);
    }

    private static String words(String text) {
        String near = text.length() > 300 ? text.substring(0, 300) : text;
        String stripped =
                near.replaceAll("[()\\[\\]]", " ")
                        .replaceAll("^[\\s,:=-]+|[\\s,:=-]+$", "")
                        .strip();
        return stripped.length() > 100 ? stripped.substring(0, 100) : stripped;
    }
}
