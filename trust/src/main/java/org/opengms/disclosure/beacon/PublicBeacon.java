package org.opengms.disclosure.beacon;

import java.util.Optional;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.DisclosureRules.BeaconRules;
import org.opengms.disclosure.PublishedCount;
import org.opengms.disclosure.RareAlleles;
import org.opengms.disclosure.epoch.Epoch;
import org.roaringbitmap.RoaringBitmap;

/// The Beacon that anybody may ask, through an account that a legal entity answers for.
///
/// * Whether it answers depends on public frequencies, the published size of the cohort and on how
///   much the entity has asked. It never depends on anybody's genome, so a refusal tells nothing.
/// * It says yes if at least k people of the epoch have the allele.
/// * An answer is given once in an epoch and then repeated to everybody.
/// * What a yes tells about its carriers is charged to each of them, over all who ask. Whoever has
///   nothing left is not counted any more, silently: no message says so. One entity alone cannot
///   bring that about, since the rules allow it fewer questions than that takes.
public final class PublicBeacon {
    private final BeaconRules rules;
    private final DisclosureRules all;
    private final Alleles alleles;
    private final BeaconLedger ledger;

    public PublicBeacon(DisclosureRules rules, Alleles alleles, BeaconLedger ledger) {
        this.rules = rules.beacon();
        this.all = rules;
        this.alleles = alleles;
        this.ledger = ledger;
    }

    /// Answers a question.
    ///
    /// @param entity that answers for the account
    /// @param epoch whose people are looked at
    public BeaconAnswer ask(LegalEntity entity, AlleleQuestion question, Epoch epoch) {
        Optional<PublicAllele> known = alleles.publiclyKnown(question);
        if (known.isEmpty()) {
            return new BeaconAnswer.Refused(BeaconAnswer.Reason.NOT_PUBLICLY_KNOWN);
        }
        double alleleCopies = 2.0 * publicSize(epoch);
        double expected = alleleCopies * known.get().frequency();
        if (expected < rules.expectedCarriers()) {
            return new BeaconAnswer.Refused(BeaconAnswer.Reason.TOO_RARE);
        }
        double unlikely =
                RareAlleles.below(alleleCopies * known.get().leastFrequency(), rules.carriers());
        if (unlikely < rules.surePerMillion() / 1e6) {
            return new BeaconAnswer.Answered(
                    carriers(question, epoch).getCardinality() >= rules.carriers(), epoch.number());
        }
        long told = RareAlleles.exposureMicroNats(expected, rules.carriers());
        int ldBlock = known.get().ldBlock();
        return ledger.atomically(session -> rare(session, entity, question, epoch, told, ldBlock));
    }

    private BeaconAnswer rare(
            BeaconLedger.Session session,
            LegalEntity entity,
            AlleleQuestion question,
            Epoch epoch,
            long told,
            int ldBlock) {
        int number = epoch.number();
        if (!session.hasAsked(entity, number, question)) {
            if (session.asked(entity) >= rules.rareQuestions()) {
                return new BeaconAnswer.Refused(BeaconAnswer.Reason.QUESTIONS_USED);
            }
            session.ask(entity, number, question);
        }
        Optional<Boolean> before = session.answer(number, question);
        if (before.isPresent()) {
            return new BeaconAnswer.Answered(before.get(), number);
        }
        RoaringBitmap able =
                session.able(
                        carriers(question, epoch),
                        ldBlock,
                        told,
                        1_000L * rules.blockMilliNats(),
                        1_000L * rules.exposureMilliNats());
        boolean exists = able.getCardinality() >= rules.carriers();
        if (exists) {
            session.charge(able, ldBlock, told);
        }
        session.keep(number, question, exists);
        return new BeaconAnswer.Answered(exists, number);
    }

    private RoaringBitmap carriers(AlleleQuestion question, Epoch epoch) {
        return RoaringBitmap.and(alleles.carriers(question), epoch.people());
    }

    /// The size as it is published, so that no limit tells it more exactly.
    private long publicSize(Epoch epoch) {
        return switch (all.counts().show(epoch.people().getLongCardinality())) {
            case PublishedCount.Shown(long rounded) -> rounded;
            case PublishedCount.Hidden() -> 0;
        };
    }
}
