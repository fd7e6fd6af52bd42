package org.opengms.evaluation.run;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.snapshot.Intake;
import org.opengms.evaluation.snapshot.SnapshotDescription;

/// What a protocol found, protected: the only thing that a report can be made of.
public final class PublishedFindings {
    private final Protocol protocol;
    private final SnapshotDescription snapshot;
    private final String snapshotHash;
    private final Intake intake;
    private final List<PublishedFinding> findings;
    private final SortedMap<String, String> methods;
    private final boolean isTooSmall;

    PublishedFindings(ExactFindings exact, List<PublishedFinding> findings) {
        this.protocol = exact.protocol();
        this.snapshot = exact.snapshot().description();
        this.snapshotHash = exact.snapshot().hash();
        this.intake = exact.snapshot().intake();
        this.isTooSmall =
                findings.stream()
                        .filter(f -> f.stratum().equals(Stratum.ALL))
                        .noneMatch(f -> f.result().isShown());
        this.findings =
                isTooSmall
                        ? findings.stream()
                                .filter(f -> f.stratum().equals(Stratum.ALL))
                                .map(PublishedFinding::withheld)
                                .toList()
                        : List.copyOf(findings);
        this.methods = Collections.unmodifiableSortedMap(new TreeMap<>(exact.methods()));
    }

    /// Whether so few people are in the cohort that nothing can be shown of all of them together,
    /// whatever is asked. Then nothing at all is shown, not even which groups there are.
    public boolean isTooSmall() {
        return isTooSmall;
    }

    /// What was asked.
    public Protocol protocol() {
        return protocol;
    }

    /// Of whom.
    public SnapshotDescription snapshot() {
        return snapshot;
    }

    /// Hash of the snapshot.
    public String snapshotHash() {
        return snapshotHash;
    }

    /// What was read, and left out.
    public Intake intake() {
        return intake;
    }

    /// Every finding, in the order of the protocol.
    public List<PublishedFinding> findings() {
        return findings;
    }

    /// A finding by its estimand and stratum; empty if there is none.
    public Optional<PublishedFinding> find(String estimand, Stratum stratum) {
        return findings.stream()
                .filter(f -> f.estimand().equals(estimand) && f.stratum().equals(stratum))
                .findFirst();
    }

    /// The method of each estimand that ran, in words.
    public SortedMap<String, String> methods() {
        return methods;
    }
}
