package org.opengms.server.configuration;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.opengms.access.AccessDesk;
import org.opengms.consent.UseMatcher;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.environment.FileDesk;
import org.opengms.environment.FileKeys;
import org.opengms.environment.ProjectData;
import org.opengms.environment.ProjectStanding;
import org.opengms.environment.RunDesk;
import org.opengms.environment.RunWork;
import org.opengms.genome.SampleChoice;
import org.opengms.genome.VcfReader;
import org.opengms.infrastructure.Site;
import org.opengms.interpretation.ReferenceBundle;
import org.opengms.logbook.LogKeeper;
import org.opengms.logbook.LogRecords;
import org.opengms.outputs.OutputDesk;
import org.opengms.server.environment.ApprovedProjects;
import org.opengms.server.environment.Ga4ghEndpoint;
import org.opengms.server.environment.MeteringOffice;
import org.opengms.server.environment.OutputOffice;
import org.opengms.server.environment.ProjectEndpoint;
import org.opengms.server.files.FileReception;
import org.opengms.server.jobs.EnvironmentQueue;
import org.opengms.server.persistence.JdbcAccessLog;
import org.opengms.server.persistence.JdbcCohort;
import org.opengms.server.persistence.JdbcCohortRecords;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.JdbcMeter;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcOutputs;
import org.opengms.server.persistence.JdbcProjects;
import org.opengms.server.persistence.JdbcRuns;
import org.opengms.server.security.SecretFile;
import org.opengms.transparency.log.RecordReader;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The controlled environment, the output gate, and metering.
@Configuration(proxyBeanMethods = false)
class EnvironmentConfiguration {
    /// How long a use of a part of the cohort waits for the transparency log.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int LARGEST_HEADER_BYTES = 1 << 22;

    /// The committee's projects, and the environments of the operator's file.
    @Bean
    ApprovedProjects approvedProjects(
            AccessDesk desk, JdbcProjects projects, ServiceSettings settings) {
        return new ApprovedProjects(
                desk, projects, settings.data().root().resolve("environments.json"));
    }

    @Bean
    JdbcMeter meter(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            TransactionTemplate ownTransaction,
            LogRecords records,
            LogKeeper keeper,
            Clock clock) {
        return new JdbcMeter(
                jdbc,
                ownTransaction,
                new JdbcAccessLog(jdbc, transactions, records, clock),
                keeper,
                PATIENCE);
    }

    @Bean
    MeteringOffice meteringOffice(
            JdbcMeter meter,
            JdbcLogBook book,
            ServiceSettings settings,
            SecureRandom random,
            Clock clock) {
        return new MeteringOffice(
                meter, book, new RecordReader(settings.log().folders().records()), random, clock);
    }

    @Bean
    JdbcCohortRecords cohortRecords(JdbcClient jdbc, ServiceSettings settings) {
        Map<String, String> regions =
                settings.network().sites().stream()
                        .collect(
                                Collectors.toMap(
                                        site -> site.ods().value(), Site::region, (a, _) -> a));
        return new JdbcCohortRecords(jdbc, site -> Optional.ofNullable(regions.get(site)));
    }

    @Bean
    ProjectData projectData(
            JdbcOrders orders,
            JdbcConsents consents,
            ApprovedProjects projects,
            UseMatcher matcher,
            JdbcMeter meter,
            Clock clock) {
        return new ProjectData(orders, consents, projects, matcher, meter, clock);
    }

    @Bean
    EnvironmentQueue environmentQueue(
            DataSource dataSource,
            ObjectProvider<RunWork> work,
            ObjectProvider<MeteringOffice> metering,
            ServiceSettings settings) {
        return new EnvironmentQueue(
                dataSource,
                work::getObject,
                () -> metering.getObject().nightly(),
                "server-" + ProcessHandle.current().pid() + "-" + settings.port());
    }

    @Bean
    JdbcRuns analysisRuns(
            JdbcClient jdbc, TransactionTemplate transactions, EnvironmentQueue queue) {
        return new JdbcRuns(jdbc, transactions, queue::schedule);
    }

    @Bean
    RunWork runWork(
            JdbcRuns runs,
            ProjectStanding projects,
            JdbcCohort cohort,
            JdbcCohortRecords records,
            ProjectData data,
            ReferenceBundle bundle,
            Clock clock) {
        VcfReader reader = new VcfReader(bundle.genome());
        return new RunWork(
                runs,
                projects,
                cohort,
                records,
                data,
                (file, calls) -> reader.read(file, SampleChoice.only(), calls),
                clock);
    }

    @Bean
    RunDesk runDesk(JdbcRuns runs, ProjectStanding projects, RunWork work, Clock clock) {
        return new RunDesk(runs, projects, work, clock);
    }

    @Bean
    FileDesk fileDesk(
            ProjectStanding projects,
            JdbcCohort cohort,
            JdbcCohortRecords records,
            ProjectData data,
            ServiceSettings settings,
            SecureRandom random,
            Clock clock) {
        return new FileDesk(
                projects,
                cohort,
                records,
                data,
                new FileKeys(
                        SecretFile.load(
                                settings.data().folder("security").resolve("environment.key"),
                                FileKeys.KEY_BYTES,
                                random),
                        random),
                EnvironmentConfiguration::header,
                clock);
    }

    /// The lines that begin with `#`, of a plain or compressed file.
    private static byte[] header(Path file) {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = FileReception.isGzip(file) ? new GZIPInputStream(in) : in;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            for (String line = lines.readLine();
                    line != null && line.startsWith("#") && header.size() < LARGEST_HEADER_BYTES;
                    line = lines.readLine()) {
                header.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return header.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-7678 The header of a file cannot be read", e);
        }
    }

    @Bean
    JdbcOutputs outputStore(JdbcClient jdbc, TransactionTemplate transactions) {
        return new JdbcOutputs(jdbc, transactions);
    }

    @Bean
    OutputOffice outputOffice(
            JdbcOutputs outputs,
            RunDesk runs,
            ProjectStanding projects,
            ReleaseRegistry releases,
            JdbcMeter meter,
            TransactionTemplate transactions,
            Clock clock) {
        return new OutputOffice(
                new OutputDesk(
                        outputs,
                        runs,
                        projects,
                        DisclosureRules.standard(),
                        releases,
                        meter,
                        clock),
                transactions);
    }

    @Bean
    ProjectEndpoint projectEndpoint(
            RunDesk runs, OutputOffice outputs, FileDesk files, JdbcMeter meter) {
        return new ProjectEndpoint(runs, outputs, files, meter);
    }

    @Bean
    Ga4ghEndpoint ga4ghEndpoint(FileDesk desk, ServiceSettings settings) {
        return new Ga4ghEndpoint(desk, settings.address(), settings.host());
    }
}
