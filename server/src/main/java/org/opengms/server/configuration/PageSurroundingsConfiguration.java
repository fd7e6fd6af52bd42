package org.opengms.server.configuration;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.fhir.FhirStructure;
import org.opengms.fhir.OrderBundleWriter;
import org.opengms.gate.Actor;
import org.opengms.gate.Gate;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.Site;
import org.opengms.interpretation.ReferenceBundle;
import org.opengms.server.pages.DemoPerson;
import org.opengms.server.pages.Frame;
import org.opengms.server.pages.JdbcPageData;
import org.opengms.server.pages.OntologyTerms;
import org.opengms.server.pages.PagesConfiguration.PageSurroundings;
import org.opengms.server.pages.ServiceChecks;
import org.opengms.server.pages.Wording;
import org.opengms.server.persistence.JdbcCases;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcPeople;
import org.opengms.server.register.RegisterOffice;
import org.opengms.server.security.CompetenceNotes;
import org.opengms.server.security.CurrentActor;
import org.opengms.server.security.DemoPeople;
import org.opengms.workforce.GateDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;

/// What the pages need to know of the rest of the service.
@Configuration(proxyBeanMethods = false)
class PageSurroundingsConfiguration {
    @Bean
    PageSurroundings pageSurroundings(
            ServiceSettings settings, ReferenceBundle bundle, FhirContext fhir, DemoPeople people) {
        return new PageSurroundings(
                () -> CurrentActor.find(SecurityContextHolder.getContext().getAuthentication()),
                code ->
                        code.equals(Actor.NO_ORGANISATION)
                                ? ""
                                : JdbcPageData.nameIn(settings.network(), code),
                settings.directories(),
                new OntologyTerms(bundle.phenotypes().ontology()),
                form -> fhir.newJsonParser().encodeResourceToString(OrderBundleWriter.write(form)),
                DemoPeople::numberOf,
                () ->
                        CompetenceNotes.take()
                                .map(told ->
                                        new Frame.CompetenceTold(told.words(), told.isRefusal())),
                Stream.concat(
                                Stream.concat(
                                        settings.network().sites().stream().map(Site::ods),
                                        settings.network().laboratories().stream()
                                                .map(Laboratory::ods)),
                                Stream.of(GateDesk.COMMITTEE))
                        .toList(),
                people.examples().stream().map(actor -> demoPerson(settings, actor)).toList());
    }

    @Bean
    Supplier<ServiceChecks> serviceChecks(ServiceSettings settings, FhirStructure structure) {
        return () ->
                new ServiceChecks(
                        settings.directories().get().versions().reversed(),
                        settings.dataSet(),
                        settings.packages().isPresent(),
                        structure.report(),
                        settings.policy());
    }

    @Bean
    JdbcPageData pageData(
            JdbcClient jdbc,
            Gate gate,
            JdbcOrders orders,
            JdbcCases cases,
            JdbcPeople people,
            RegisterOffice register,
            ServiceSettings settings,
            Clock clock) {
        return new JdbcPageData(
                jdbc,
                gate,
                orders,
                cases,
                people,
                () -> register.today().participants(),
                settings.network(),
                clock);
    }

    private static DemoPerson demoPerson(ServiceSettings settings, Actor actor) {
        return new DemoPerson(
                actor.id(),
                DemoPeople.PASSWORD,
                actor.displayName(),
                actor.roles().stream().map(Wording::words).collect(Collectors.joining(", ")),
                JdbcPageData.nameIn(settings.network(), actor.organisation()));
    }
}
