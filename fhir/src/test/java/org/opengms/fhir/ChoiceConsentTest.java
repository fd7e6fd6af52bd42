package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.Test;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.consent.UseDecision;
import org.opengms.people.PersonId;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class ChoiceConsentTest {
    private static final PersonId PERSON = PersonId.random();
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private static ConsentStatement statement(LocalDate on, Said said, Optional<WhoChose> by) {
        return new ConsentStatement(
                StatementId.random(), PERSON, said, by, "Letter", on, noon(on), "clinician");
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(ConsentStatement.ENGLAND).toInstant();
    }

    private static Said said(RandomGenerator random, LocalDate on) {
        EnumSet<Use> uses = EnumSet.noneOf(Use.class);
        for (Use use : Use.values()) {
            if (random.nextInt(3) == 0) {
                uses.add(use);
            }
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Said.Research(ResearchChoice.AGREED, uses, Optional.empty());
            case 3 -> new Said.Research(ResearchChoice.DECLINED, Set.of(), Optional.empty());
            case 4 -> new Said.Research(ResearchChoice.UNDECIDED, Set.of(), Optional.of(on));
            case 5 -> new Said.FullWithdrawal();
            case 6 -> uses.isEmpty() ? new Said.FullWithdrawal() : new Said.PartialWithdrawal(uses);
            case 7 -> new Said.SharingWithRelatives(random.nextBoolean());
            case 8 -> new Said.Capacity(random.nextBoolean());
            default -> new Said.Death(on);
        };
    }

    private static ConsentHistory anyHistory(RandomGenerator random) {
        List<ConsentStatement> statements = new ArrayList<>();
        LocalDate on = FIRST;
        int many = random.nextInt(1, 6);
        for (int i = 0; i < many; i++) {
            on = on.plusDays(random.nextInt(1, 10));
            WhoChose who = List.of(WhoChose.values()).get(random.nextInt(WhoChose.values().length));
            statements.add(
                    statement(
                            on,
                            said(random, on),
                            random.nextInt(4) == 0 ? Optional.empty() : Optional.of(who)));
        }
        return new ConsentHistory(
                PERSON,
                Optional.of(LocalDate.of(random.nextInt(2004, 2012), 2, random.nextInt(1, 28))),
                statements);
    }

    private static boolean permits(Consent consent, String purpose, LocalDate on) {
        return PrivacyConsent.decide(
                        consent,
                        new PrivacyConsent.Reading(
                                purpose,
                                on,
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Optional.empty(),
                                Set.of()))
                instanceof UseDecision.Permit;
    }

    /// Whoever reads the Consent by the rules of FHIR comes to what the service itself decides,
    /// today and when the person has grown up.
    @Test
    void permitsWhatTheServiceAllows() {
        Cases.check(
                500,
                random -> {
                    ConsentHistory history = anyHistory(random);
                    Consent consent = ChoiceConsent.of(history, history.statements().size());
                    LocalDate last = history.statements().getLast().saidOn();
                    LocalDate grown = history.birthDate().orElseThrow().plusYears(18);
                    for (LocalDate day :
                            List.of(last, grown.minusDays(1), grown, grown.plusDays(1))) {
                        if (day.isBefore(last)) {
                            continue;
                        }
                        ConsentState state = ConsentState.at(history, noon(day));
                        for (Use use : Use.values()) {
                            assertEquals(
                                    state.allows(use),
                                    permits(consent, ChoiceConsent.code(use), day),
                                    use + " on " + day);
                        }
                        assertEquals(
                                state.allows(Use.RESEARCH_NOT_FOR_PROFIT)
                                        && state.allows(Use.RESEARCH_BY_COMPANIES),
                                permits(consent, "HRESCH", day));
                    }
                });
    }

    @Test
    void hasAVersionForEachStatementThatStaysAsItWas() {
        ConsentHistory history =
                new ConsentHistory(
                        PERSON,
                        Optional.empty(),
                        List.of(
                                statement(
                                        FIRST,
                                        new Said.Research(
                                                ResearchChoice.AGREED, Set.of(), Optional.empty()),
                                        Optional.of(WhoChose.ADULT)),
                                statement(
                                        FIRST.plusDays(9),
                                        new Said.FullWithdrawal(),
                                        Optional.of(WhoChose.ADULT))));
        List<ResourceVersion> versions = ChoiceConsent.versions(Fixtures.FHIR, history);
        assertEquals(List.of(2, 1), versions.stream().map(ResourceVersion::version).toList());
        assertEquals(noon(FIRST), versions.getLast().lastUpdated());
        assertTrue(permits(ChoiceConsent.of(history, 1), "HRESCH", FIRST.plusDays(20)));
        assertTrue(!permits(ChoiceConsent.of(history, 2), "HRESCH", FIRST.plusDays(20)));
        assertTrue(
                versions.getFirst().keys().tokens().contains("patient=Patient/" + PERSON.value()));
    }

    @Test
    @RealData
    void thePublishedExamplesAreValidByTheSameValidator() throws IOException {
        int judged = 0;
        try (Stream<Path> files = Files.list(SharedData.file(PrivacyProfiles.FOLDER))) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("Consent-")).toList()) {
                Consent example =
                        Fixtures.FHIR
                                .newJsonParser()
                                .parseResource(Consent.class, Files.readString(file));
                assertEquals(List.of(), PrivacyProfiles.errors(example), file.toString());
                judged++;
            }
        }
        assertEquals(23, judged);
    }

    @Test
    @RealData
    void keepsToTheProfileOfIhe() {
        Cases.check(
                60,
                random -> {
                    ConsentHistory history = anyHistory(random);
                    Consent consent = ChoiceConsent.of(history, history.statements().size());
                    assertEquals(List.of(), PrivacyProfiles.errors(consent));
                });
    }

    /// What the profile forbids is found, so that its silence says something.
    @Test
    @RealData
    void spoiltConsentsAreRefusedByTheProfile() {
        ConsentHistory history =
                new ConsentHistory(
                        PERSON,
                        Optional.of(LocalDate.of(2010, 1, 1)),
                        List.of(
                                statement(
                                        FIRST,
                                        new Said.Research(
                                                ResearchChoice.AGREED,
                                                Set.of(Use.RESEARCH_BY_COMPANIES),
                                                Optional.empty()),
                                        Optional.of(WhoChose.PARENT_OR_GUARDIAN))));
        Map<String, Consumer<Consent>> spoilings = new LinkedHashMap<>();
        spoilings.put("no dateTime", c -> c.setDateTimeElement(null));
        spoilings.put("no performer", c -> c.setPerformer(null));
        spoilings.put("no organization", c -> c.setOrganization(null));
        spoilings.put("no source", c -> c.setSource(null));
        spoilings.put("no policy", c -> c.setPolicy(null));
        spoilings.put("no provision", c -> c.setProvision(null));
        spoilings.put("no type", c -> c.getProvision().setType(null));
        spoilings.put("no patient", c -> c.setPatient(null));
        spoilings.put("other scope", c -> c.getScope().getCodingFirstRep().setCode("research"));
        spoilings.put("verified", c -> c.addVerification().setVerified(true));
        spoilings.put("coded", c -> c.getProvision().addCode(new CodeableConcept().setText("all")));
        spoilings.put(
                "labelled", c -> c.getProvision().addSecurityLabel(new Coding().setCode("R")));
        spoilings.put(
                "nested twice",
                c ->
                        c.getProvision()
                                .getProvisionFirstRep()
                                .addProvision()
                                .setType(Consent.ConsentProvisionType.DENY));
        spoilings.forEach((name, spoil) -> {
            Consent consent = ChoiceConsent.of(history, 1);
            spoil.accept(consent);
            assertNotEquals(List.of(), PrivacyProfiles.errors(consent), name);
        });
    }
}
