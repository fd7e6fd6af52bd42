package org.opengms.server.configuration;

import java.time.Clock;
import java.util.Set;
import org.opengms.access.AccessDesk;
import org.opengms.access.Acting;
import org.opengms.access.CommitteeRules;
import org.opengms.access.HardRefusals;
import org.opengms.access.ProjectProcess;
import org.opengms.cohort.CohortOpinions;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.DiseaseHierarchy;
import org.opengms.consent.UseMatcher;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.server.access.AccessEndpoint;
import org.opengms.server.access.AccessOffice;
import org.opengms.server.passports.IssuerKeys;
import org.opengms.server.passports.KeptVisas;
import org.opengms.server.passports.OwnVisas;
import org.opengms.server.passports.PassportEndpoint;
import org.opengms.server.passports.PassportReader;
import org.opengms.server.passports.TrustedIssuers;
import org.opengms.server.persistence.JdbcCohort;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcProjects;
import org.opengms.server.register.PublicProjects;
import org.opengms.server.security.CurrentActor;
import org.opengms.server.security.LocalAuthorisation;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.GatedTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/// Projects that use data for research, and the committee that decides about them.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AccessConfiguration.class);

    /// By the ontology of diseases that the operator has put into the data folder; without one a
    /// disease is within another only if it is the same.
    @Bean
    UseMatcher useMatcher(ServiceSettings settings) {
        DiseaseHierarchy diseases = DiseaseHierarchy.in(settings.data().root());
        if (diseases.size() > 0) {
            LOG.info("Diseases are compared by {}", diseases);
        }
        return new UseMatcher(diseases);
    }

    @Bean
    JdbcProjects projects(JdbcClient jdbc, TransactionTemplate transactions) {
        return new JdbcProjects(jdbc, transactions);
    }

    @Bean
    AccessDesk accessDesk(
            JdbcProjects projects,
            JdbcCohort cohort,
            JdbcConsents consents,
            UseMatcher matcher,
            GateDesk competences,
            Clock clock) {
        HardRefusals refusals = HardRefusals.standard();
        return new AccessDesk(
                projects,
                new ProjectProcess(CommitteeRules.standard(), refusals),
                new CohortOpinions(
                        cohort,
                        consents,
                        matcher,
                        ConsentRules.shipped(),
                        DisclosureRules.standard(),
                        refusals,
                        clock),
                member ->
                        competences.refusal(
                                reviewer(member), GatedTask.REVIEW_ACCESS, GateDesk.COMMITTEE),
                clock);
    }

    /// Who votes: whoever is signed in, with what they say of an emergency.
    private static Actor reviewer(Acting member) {
        return CurrentActor.find(SecurityContextHolder.getContext().getAuthentication())
                .filter(actor -> actor.id().equals(member.account().value()))
                .orElseGet(() ->
                        new Actor(
                                member.account().value(),
                                member.name(),
                                member.organisation().orElse(Actor.NO_ORGANISATION),
                                Set.of(Role.COMMITTEE)));
    }

    @Bean
    AccessOffice accessOffice(AccessDesk desk, JdbcProjects projects, Clock clock) {
        return new AccessOffice(desk, projects, clock);
    }

    @Bean
    AccessEndpoint accessEndpoint(AccessOffice office) {
        return new AccessEndpoint(office);
    }

    @Bean
    KeptVisas keptVisas(JdbcClient jdbc, Clock clock) {
        return new KeptVisas(jdbc, clock);
    }

    @Bean
    PassportEndpoint passportEndpoint(
            ServiceSettings settings,
            KeptVisas kept,
            AccessDesk desk,
            JdbcProjects projects,
            Clock clock) {
        return new PassportEndpoint(
                new PassportReader(
                        TrustedIssuers.at(settings.data().root().resolve("passport-issuers.json")),
                        new IssuerKeys(clock),
                        clock),
                kept,
                new OwnVisas(
                        LocalAuthorisation.visaKey(settings.data().folder("security")),
                        settings.address(),
                        desk,
                        projects,
                        clock));
    }

    @Bean
    PublicProjects publicProjects(
            JdbcClient jdbc, AccessDesk desk, JdbcProjects projects, Clock clock) {
        return new PublicProjects(jdbc, desk, projects, DisclosureRules.standard(), clock);
    }
}
