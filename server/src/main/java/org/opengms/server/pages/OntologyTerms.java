package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opengms.phenotype.HpoId;
import org.opengms.phenotype.Ontology;
import org.opengms.phenotype.TermMatch;

/// The features of the reference bundle's ontology: everything below *phenotypic abnormality*.
public final class OntologyTerms implements PhenotypeTerms {
    private final Ontology ontology;
    private final List<Term> terms = new ArrayList<>();
    private final List<String> lowerLabels = new ArrayList<>();
    private final Map<String, Term> byLabel = new HashMap<>();

    /// @param ontology of the reference bundle
    public OntologyTerms(Ontology ontology) {
        this.ontology = ontology;
        for (int i = 0; i < ontology.size(); i++) {
            // The root says only that something is wrong, which every order says.
            if (ontology.isPhenotypicAbnormality(i)
                    && !ontology.id(i).equals(HpoId.PHENOTYPIC_ABNORMALITY)) {
                Term term = new Term(ontology.id(i).toString(), ontology.label(i));
                terms.add(term);
                lowerLabels.add(lower(term.label()));
                byLabel.put(lower(term.label()), term);
            }
        }
    }

    @Override
    public List<Term> search(String text, int limit) {
        String wanted = lower(text);
        if (wanted.length() < 2) {
            return List.of();
        }
        record Hit(Term term, int rank) {}
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            String label = lowerLabels.get(i);
            if (label.startsWith(wanted)) {
                hits.add(new Hit(terms.get(i), 0));
            } else if (label.contains(" " + wanted)) {
                hits.add(new Hit(terms.get(i), 1));
            } else if (label.contains(wanted) || lower(terms.get(i).words()).startsWith(wanted)) {
                hits.add(new Hit(terms.get(i), 2));
            }
        }
        return hits.stream()
                .sorted(
                        Comparator.comparingInt(Hit::rank)
                                .thenComparingInt(h -> h.term().label().length())
                                .thenComparing(h -> h.term().id()))
                .limit(limit)
                .map(Hit::term)
                .toList();
    }

    @Override
    public Optional<Term> find(String idOrLabel) {
        String text = idOrLabel.strip();
        if (!text.matches("HP:[0-9]{7}")) {
            return Optional.ofNullable(byLabel.get(lower(text)));
        }
        return switch (ontology.match(HpoId.parse(text))) {
            case TermMatch.Current(_, int term) -> Optional.of(term(term));
            case TermMatch.Moved(_, int term, _) -> Optional.of(term(term));
            case TermMatch.Withdrawn _, TermMatch.Unknown _ -> Optional.empty();
        };
    }

    private Term term(int index) {
        return new Term(ontology.id(index).toString(), ontology.label(index));
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
