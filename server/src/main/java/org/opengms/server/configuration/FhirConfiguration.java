package org.opengms.server.configuration;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.time.Clock;
import org.opengms.cases.ReportDesk;
import org.opengms.choices.ChoiceDesk;
import org.opengms.fhir.FhirStructure;
import org.opengms.fhir.OrderMapping;
import org.opengms.fhir.OrderReader;
import org.opengms.fhir.ReportMapping;
import org.opengms.fhir.SpecimenMapping;
import org.opengms.fhir.TaskMapping;
import org.opengms.gate.AuditDesk;
import org.opengms.gate.Gate;
import org.opengms.interpretation.ReferenceBundle;
import org.opengms.orders.OrderDesk;
import org.opengms.people.Person;
import org.opengms.server.OpenGms;
import org.opengms.server.desk.ChangeIntake;
import org.opengms.server.desk.ConsentIntake;
import org.opengms.server.desk.Examination;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.desk.ResourceViews;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.fhirapi.BodyLimit;
import org.opengms.server.fhirapi.DirectoryDefinitions;
import org.opengms.server.fhirapi.FhirApi;
import org.opengms.server.patient.OwnResources;
import org.opengms.server.persistence.JdbcAccessLog;
import org.opengms.server.persistence.JdbcAccessTrail;
import org.opengms.server.persistence.JdbcAddressProtection;
import org.opengms.server.persistence.JdbcArrivals;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcPeople;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.SubmissionStore;
import org.opengms.server.register.RegisterOffice;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The FHIR interface.
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {
    /// The largest message taken: the national examples have 20 kB.
    private static final long LARGEST_MESSAGE_BYTES = 10L << 20;

    @Bean
    FhirContext fhirContext() {
        FhirContext fhir = new FhirContext(FhirVersionEnum.R4);
        // The parser would log values that it cannot read, and those are personal data.
        fhir.setParserErrorHandler(new LenientErrorHandler(false));
        return fhir;
    }

    @Bean
    FhirStructure fhirStructure(FhirContext fhir, ServiceSettings settings) {
        return settings.packages()
                .map(folder -> FhirStructure.withPackagesOf(fhir, settings.policy(), folder))
                .orElseGet(() -> new FhirStructure(fhir, settings.policy()));
    }

    @Bean
    OrderReader orderReader(FhirContext fhir, ServiceSettings settings) {
        return new OrderReader(fhir, settings.policy());
    }

    @Bean
    OrderMapping orderMapping(FhirContext fhir) {
        return new OrderMapping(fhir);
    }

    @Bean
    TaskMapping taskMapping(FhirContext fhir) {
        return new TaskMapping(fhir);
    }

    @Bean
    SpecimenMapping specimenMapping(FhirContext fhir) {
        return new SpecimenMapping(fhir);
    }

    @Bean
    ReportMapping reportMapping(FhirContext fhir, ReferenceBundle bundle) {
        return new ReportMapping(fhir, bundle.manifest().assembly());
    }

    @Bean
    ResourceStore resourceStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        return new ResourceStore(jdbc, batches);
    }

    @Bean
    SubmissionStore submissionStore(JdbcClient jdbc) {
        return new SubmissionStore(jdbc);
    }

    @Bean
    Examination examination(
            FhirContext fhir,
            ServiceSettings settings,
            FhirStructure structure,
            OrderReader reader,
            OrderDesk desk) {
        return new Examination(
                fhir,
                structure::check,
                reader,
                settings.dataSet(),
                settings.policy(),
                desk.checks());
    }

    @Bean
    ChangeIntake changeIntake(
            FhirContext fhir,
            ServiceSettings settings,
            OrderDesk desk,
            JdbcOrders orders,
            ReportDesk reports,
            ResourceStore resources,
            ResourceViews views,
            Clock clock) {
        return new ChangeIntake(
                fhir, settings.policy(), desk, orders, reports, resources, views, clock);
    }

    @Bean
    OrderIntake orderIntake(
            FhirContext fhir,
            ServiceSettings settings,
            Examination examination,
            ChangeIntake changes,
            OrderDesk desk,
            JdbcOrders orders,
            ResourceStore resources,
            SubmissionStore submissions,
            JdbcArrivals arrivals,
            TransactionTemplate transactions,
            Clock clock) {
        return new OrderIntake(
                fhir,
                settings.policy(),
                examination,
                changes,
                desk,
                orders,
                resources,
                submissions,
                arrivals,
                transactions,
                clock);
    }

    @Bean
    ConsentIntake consentIntake(
            FhirContext fhir,
            Examination examination,
            OrderIntake intake,
            JdbcOrders orders,
            ChoiceDesk desk,
            JdbcPeople people,
            ResourceStore resources,
            TransactionTemplate transactions,
            Clock clock) {
        return new ConsentIntake(
                fhir, examination, intake, orders, desk, people, resources, transactions, clock);
    }

    @Bean
    AuditDesk auditDesk(JdbcClient jdbc, Gate gate, JdbcOrders orders) {
        return new AuditDesk(new JdbcAccessTrail(jdbc), gate, orders);
    }

    @Bean
    ServletRegistrationBean<FhirApi> fhirApi(
            FhirContext fhir,
            ServiceSettings settings,
            Gate gate,
            ResourceStore store,
            Examination examination,
            OrderIntake intake,
            ServiceDesk desk,
            ConsentIntake consentIntake,
            JdbcConsents consents,
            TaskMapping tasks,
            ReportMapping reports,
            RegisterOffice register,
            JdbcOrders orders,
            JdbcPeople people,
            JdbcAddressProtection addresses,
            OwnResources own,
            AuditDesk audit,
            JdbcAccessLog log) {
        FhirApi api =
                new FhirApi(
                        fhir,
                        settings.address() + "/FHIR/R4",
                        gate,
                        store,
                        examination,
                        intake,
                        desk,
                        consentIntake,
                        consents,
                        tasks,
                        reports,
                        () -> register.today().participants(),
                        log::count,
                        orders::personOf,
                        addresses,
                        own,
                        audit,
                        number -> people.findByNhsNumber(number).map(Person::id),
                        OpenGms.VERSION);
        api.registerProviders(DirectoryDefinitions.of(fhir, settings.directories()));
        ServletRegistrationBean<FhirApi> servlet = new ServletRegistrationBean<>(api, "/FHIR/R4/*");
        servlet.setName("fhir");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> filter =
                new FilterRegistrationBean<>(new BodyLimit(LARGEST_MESSAGE_BYTES));
        filter.addUrlPatterns("/FHIR/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }
}
