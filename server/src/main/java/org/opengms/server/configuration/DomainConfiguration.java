package org.opengms.server.configuration;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.opengms.access.AccessDesk;
import org.opengms.cases.ReportDesk;
import org.opengms.cohort.CohortDesk;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.fhir.FhirStructure;
import org.opengms.fhir.OrderMapping;
import org.opengms.fhir.ReportMapping;
import org.opengms.fhir.SpecimenMapping;
import org.opengms.fhir.TaskMapping;
import org.opengms.gate.Gate;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.interpretation.ReferenceBundle;
import org.opengms.logbook.LogRecords;
import org.opengms.notices.NoticeBook;
import org.opengms.orders.EarlierTests;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderDesk;
import org.opengms.orders.OrderListener;
import org.opengms.orders.TestOrder;
import org.opengms.proxies.ProxyBook;
import org.opengms.routing.CapacityBoard;
import org.opengms.routing.CommittedWorkPolicy;
import org.opengms.routing.RoutingPolicy;
import org.opengms.routing.TestNeeds;
import org.opengms.routing.YieldBoard;
import org.opengms.server.delivery.FileEndpoint;
import org.opengms.server.delivery.VcfCheck;
import org.opengms.server.desk.FollowUpWork;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.desk.ResourceViews;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.files.FileReception;
import org.opengms.server.jobs.FollowUpQueue;
import org.opengms.server.jobs.InterpretationQueue;
import org.opengms.server.jobs.InterpretationWork;
import org.opengms.server.notices.ReportNotices;
import org.opengms.server.pages.PageData;
import org.opengms.server.persistence.JdbcAccessLog;
import org.opengms.server.persistence.JdbcCases;
import org.opengms.server.persistence.JdbcCohort;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcPeople;
import org.opengms.server.persistence.JdbcRouting;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.StandbyAccessLog;
import org.opengms.server.routing.KeptGenomeEndpoint;
import org.opengms.server.routing.RoutingRecords;
import org.opengms.workforce.GateDesk;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The domain on its stores.
@Configuration(proxyBeanMethods = false)
class DomainConfiguration {
    /// The largest sequencing file taken: about ten whole-genome VCFs.
    private static final long LARGEST_FILE_BYTES = 10L << 30;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    JdbcPeople people(JdbcClient jdbc) {
        return new JdbcPeople(jdbc);
    }

    @Bean
    JdbcConsents consents(
            JdbcClient jdbc, JdbcLogBook book, LogRecords records, NoticeBook notices) {
        return new JdbcConsents(jdbc, book, records, notices::choiceRecorded);
    }

    @Bean
    JdbcOrders orders(JdbcClient jdbc, NamedParameterJdbcTemplate batches, JdbcRouting routing) {
        return new JdbcOrders(jdbc, batches, routing);
    }

    @Bean
    JdbcCases cases(JdbcClient jdbc) {
        return new JdbcCases(jdbc);
    }

    @Bean
    JdbcCohort cohort(JdbcClient jdbc) {
        return new JdbcCohort(jdbc);
    }

    @Bean
    DirectoryLibrary directoryLibrary(ServiceSettings settings) {
        return DirectoryLibrary.at(settings.data().root().resolve(DirectoryLibrary.FOLDER));
    }

    @Bean
    FilterRegistrationBean<DirectoryFilter> directoryFilter(ServiceSettings settings) {
        FilterRegistrationBean<DirectoryFilter> filter =
                new FilterRegistrationBean<>(new DirectoryFilter(settings.directories()));
        filter.addUrlPatterns("/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    Gate gate(
            JdbcOrders orders,
            JdbcConsents consents,
            AccessDesk access,
            ProxyBook proxies,
            StandbyAccessLog log,
            Clock clock) {
        return new Gate(orders, consents, access::standing, proxies, log, clock);
    }

    @Bean
    JdbcRouting routingRecords(JdbcClient jdbc) {
        return new JdbcRouting(jdbc);
    }

    @Bean
    RoutingPolicy routingPolicy(
            ServiceSettings settings, LaboratoryStates states, JdbcRouting served, Clock clock) {
        return new CommittedWorkPolicy(
                states,
                clock,
                settings.routing().router(),
                settings.routing().groups(),
                TestNeeds.shipped(),
                served);
    }

    @Bean
    RoutingRecords routingRecordsEndpoint(JdbcRouting records, YieldBoard yields) {
        return new RoutingRecords(records, yields);
    }

    @Bean
    KeptGenomeEndpoint keptGenomeEndpoint(PageData data, ServiceDesk desk) {
        return new KeptGenomeEndpoint(data, desk);
    }

    @Bean
    YieldBoard yieldBoard(ServiceSettings settings, JdbcRouting records, Clock clock) {
        return new YieldBoard(settings.routing(), records, records::newest, clock);
    }

    @Bean
    CapacityBoard capacityBoard(
            ServiceSettings settings, LaboratoryStates states, JdbcOrders load, Clock clock) {
        return new CapacityBoard(states, load, clock, settings.routing(), TestNeeds.shipped());
    }

    @Bean
    ResourceViews resourceViews(
            ResourceStore store,
            OrderMapping orders,
            TaskMapping tasks,
            ReportMapping reports,
            SpecimenMapping specimens,
            Clock clock) {
        return new ResourceViews(store, orders, tasks, reports, specimens, clock);
    }

    @Bean
    OrderDesk orderDesk(
            ServiceSettings settings,
            LaboratoryStates states,
            JdbcPeople people,
            JdbcConsents consents,
            JdbcOrders orders,
            RoutingPolicy routing,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            JdbcCases cases,
            ResourceViews views,
            InterpretationQueue queue,
            LogRecords records,
            FollowUpQueue followUps,
            GateDesk competences,
            Clock clock) {
        return new OrderDesk(
                settings.directories(),
                settings.network(),
                states,
                people,
                consents,
                orders,
                routing,
                orders,
                // Each order would else hold two of the pool's connections, and many at once would
                // wait for each other.
                new EarlierTests(
                        new Gate(
                                orders,
                                consents,
                                new JdbcAccessLog(jdbc, transactions, records, clock),
                                clock),
                        cases),
                settings.policy(),
                new OrderListener() {
                    @Override
                    public void orderChanged(TestOrder order) {
                        views.orderChanged(order);
                    }

                    @Override
                    public void taskChanged(TestOrder order, LabTask task) {
                        views.taskChanged(order, task);
                    }

                    @Override
                    public void tasksMade(TestOrder order, List<LabTask> tasks) {
                        views.tasksMade(order, tasks);
                    }

                    @Override
                    public void readyToInterpret(TestOrder order) {
                        queue.schedule(order.id());
                    }

                    @Override
                    public void genomeDue(TestOrder order) {
                        followUps.schedule(order.id());
                    }
                },
                competences,
                clock);
    }

    @Bean
    CohortDesk cohortDesk(JdbcConsents consents, JdbcCohort cohort, Clock clock) {
        return new CohortDesk(consents, cohort, clock);
    }

    @Bean
    ReportDesk reportDesk(
            JdbcOrders orders,
            OrderDesk desk,
            JdbcCases cases,
            CohortDesk cohort,
            ResourceViews views,
            NoticeBook notices,
            GateDesk competences,
            Clock clock) {
        return new ReportDesk(
                orders,
                desk,
                cases,
                cases,
                cohort,
                new ReportNotices(views, notices),
                competences,
                clock);
    }

    @Bean
    ServiceDesk serviceDesk(
            OrderIntake intake,
            OrderDesk orders,
            ReportDesk reports,
            FileReception files,
            ResourceViews views,
            TransactionTemplate transactions) {
        return new ServiceDesk(intake, orders, reports, files, views, transactions);
    }

    @Bean
    ReferenceBundle referenceBundle(ServiceSettings settings) {
        try {
            return ReferenceBundle.open(settings.reference());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-4801 Cannot read the reference bundle " + settings.reference(), e);
        }
    }

    @Bean
    FileReception fileReception(ServiceSettings settings, Clock clock) {
        return new FileReception(settings.data().folder("files"), LARGEST_FILE_BYTES, clock);
    }

    @Bean
    FileEndpoint fileEndpoint(FileReception reception, ReferenceBundle bundle, ServiceDesk desk) {
        return new FileEndpoint(reception, new VcfCheck(bundle.genome()), desk);
    }

    @Bean
    InterpretationWork interpretationWork(
            ServiceSettings settings,
            ReferenceBundle bundle,
            JdbcOrders orders,
            JdbcPeople people,
            JdbcCases cases,
            ObjectProvider<ReportDesk> reports,
            TransactionTemplate transactions,
            Clock clock) {
        return new InterpretationWork(
                bundle,
                settings.directories(),
                orders,
                people,
                cases,
                cases,
                reports::getObject,
                transactions,
                settings.data().folder("results"),
                clock);
    }

    @Bean
    FollowUpWork followUpWork(
            FhirContext fhir,
            FhirStructure structure,
            ServiceSettings settings,
            OrderDesk desk,
            OrderIntake intake,
            JdbcOrders orders,
            ResourceStore resources,
            TransactionTemplate transactions,
            Clock clock) {
        return new FollowUpWork(
                fhir,
                structure::check,
                settings.policy(),
                desk,
                intake,
                orders,
                resources,
                transactions,
                clock);
    }

    @Bean
    FollowUpQueue followUpQueue(
            DataSource dataSource, ObjectProvider<FollowUpWork> work, ServiceSettings settings) {
        return new FollowUpQueue(
                dataSource, order -> work.getObject().order(order), settings.serverName());
    }

    @Bean
    InterpretationQueue interpretationQueue(
            DataSource dataSource,
            InterpretationWork work,
            JdbcCases cases,
            ServiceSettings settings) {
        return new InterpretationQueue(dataSource, work, cases, settings.serverName());
    }
}
