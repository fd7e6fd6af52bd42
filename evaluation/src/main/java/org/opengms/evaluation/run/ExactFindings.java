package org.opengms.evaluation.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.snapshot.Snapshot;

/// What a protocol found in a snapshot, exactly. Not for publication: a report is made of
/// [#publish] alone.
public final class ExactFindings {
    private final Protocol protocol;
    private final Snapshot snapshot;
    private final List<Part> parts;
    private final String protocolHash;

    /// An estimand by one field.
    record Part(
            Estimand estimand,
            Method method,
            Filter filter,
            Grouping grouping,
            List<Method.Gathering> gathered) {
        Part {
            gathered = List.copyOf(gathered);
        }
    }

    private ExactFindings(Protocol protocol, Snapshot snapshot, List<Part> parts) {
        this.protocol = protocol;
        this.snapshot = snapshot;
        this.parts = List.copyOf(parts);
        protocolHash = protocol.hash();
    }

    /// Runs a protocol.
    ///
    /// @param protocol what is asked
    /// @param snapshot of whom
    public static ExactFindings of(Protocol protocol, Snapshot snapshot) {
        Methods methods = new Methods(protocol, snapshot);
        List<Part> parts = new ArrayList<>();
        for (Estimand estimand : protocol.estimands()) {
            Filter filter = methods.filter(estimand);
            Method method = methods.method(estimand);
            List<String> fields = new ArrayList<>(List.of(""));
            fields.addAll(estimand.strata());
            for (String field : fields) {
                Grouping grouping = methods.grouping(field);
                List<Method.Gathering> gathered = new ArrayList<>();
                for (String label : grouping.labels()) {
                    gathered.add(method.gather(field + "=" + label));
                }
                Method.Gathering[] byCode = gathered.toArray(new Method.Gathering[0]);
                for (int row = 0; row < snapshot.orders().size(); row++) {
                    if (filter.holds(row)) {
                        byCode[grouping.at(row)].add(row);
                    }
                }
                parts.add(new Part(estimand, method, filter, grouping, gathered));
            }
        }
        return new ExactFindings(protocol, snapshot, parts);
    }

    /// Every finding, in the order of the protocol.
    public List<ExactFinding> findings() {
        List<ExactFinding> findings = new ArrayList<>();
        for (Part part : parts) {
            for (int i = 0; i < part.gathered().size(); i++) {
                Method.Gathering of = part.gathered().get(i);
                Stratum stratum = stratum(part.grouping(), i);
                findings.add(
                        new ExactFinding(
                                part.estimand().id(),
                                stratum,
                                of.people(),
                                of.missing(),
                                of.result(),
                                query(part.estimand(), stratum)));
            }
        }
        return findings;
    }

    /// A finding by its estimand and stratum; empty if there is none.
    public Optional<ExactFinding> find(String estimand, Stratum stratum) {
        return findings().stream()
                .filter(f -> f.estimand().equals(estimand) && f.stratum().equals(stratum))
                .findFirst();
    }

    static Stratum stratum(Grouping grouping, int category) {
        return grouping.field().isEmpty()
                ? Stratum.ALL
                : new Stratum(grouping.field(), grouping.labels().get(category));
    }

    /// The text that finds a number again.
    String query(Estimand estimand, Stratum stratum) {
        StringBuilder text = new StringBuilder();
        text.append(estimand.measure());
        estimand.day().ifPresent(day -> text.append(' ').append(day));
        text.append(" of orders where ").append(protocol.population(estimand.population()));
        if (!stratum.equals(Stratum.ALL)) {
            text.append(" and ")
                    .append(stratum.field())
                    .append(" in (")
                    .append(stratum.category())
                    .append(')');
        }
        text.append("; ").append(estimand.missingData());
        if (!estimand.weightedBy().isEmpty()) {
            text.append(" by ").append(String.join(", ", estimand.weightedBy()));
        }
        return text.append("; confidence ")
                .append(protocol.confidence())
                .append("; protocol ")
                .append(protocol.version())
                .append(" sha256:")
                .append(protocolHash)
                .append("; snapshot sha256:")
                .append(snapshot.hash())
                .toString();
    }

    /// The method of each estimand in words, for the appendix.
    public SortedMap<String, String> methods() {
        SortedMap<String, String> words = new TreeMap<>();
        for (Part part : parts) {
            words.put(part.estimand().id(), part.method().words());
        }
        return Collections.unmodifiableSortedMap(words);
    }

    /// The same, protected by the protocol's rules.
    public PublishedFindings publish() {
        return new Publishing(this).publish();
    }

    /// Parts by estimand, in the order of the protocol.
    Map<Estimand, List<Part>> byEstimand() {
        Map<Estimand, List<Part>> all = new LinkedHashMap<>();
        for (Part part : parts) {
            all.computeIfAbsent(part.estimand(), _ -> new ArrayList<>()).add(part);
        }
        return all;
    }

    /// What was asked.
    public Protocol protocol() {
        return protocol;
    }

    /// Of whom.
    public Snapshot snapshot() {
        return snapshot;
    }
}
