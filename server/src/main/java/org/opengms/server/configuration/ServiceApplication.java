package org.opengms.server.configuration;

import java.util.Map;
import org.opengms.dialogue.DialogueDesk;
import org.opengms.dialogue.SurveyDesk;
import org.opengms.fhir.FhirStructure;
import org.opengms.server.dialogue.ExampleDialogue;
import org.opengms.server.files.FileReception;
import org.opengms.server.jobs.DailyWork;
import org.opengms.server.jobs.EnvironmentQueue;
import org.opengms.server.jobs.FollowUpQueue;
import org.opengms.server.jobs.InterpretationQueue;
import org.opengms.server.jobs.NoticeQueue;
import org.opengms.server.jobs.RolloutQueue;
import org.opengms.server.pages.PagesConfiguration;
import org.opengms.server.security.DemoPeople;
import org.opengms.server.training.ServiceKind;
import org.opengms.server.workforce.ExampleStaff;
import org.opengms.workforce.StaffDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The server as a Spring Boot application. Every bean stands in one of the imported classes.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    AccessConfiguration.class,
    ConsentConfiguration.class,
    DatabaseConfiguration.class,
    DialogueConfiguration.class,
    WorkforceConfiguration.class,
    MarketConfiguration.class,
    EvaluationConfiguration.class,
    MaturityConfiguration.class,
    DomainConfiguration.class,
    EnvironmentConfiguration.class,
    FhirConfiguration.class,
    Hl7Configuration.class,
    IdentityConfiguration.class,
    LaboratoryConfiguration.class,
    PageSurroundingsConfiguration.class,
    PagesConfiguration.class,
    PatientConfiguration.class,
    NoticeConfiguration.class,
    RolloutConfiguration.class,
    SecurityConfiguration.class,
    TrainingConfiguration.class,
    TransparencyConfiguration.class,
    ValueConfiguration.class
})
public class ServiceApplication {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceApplication.class);

    /// Starts the server and begins to work on the queue.
    ///
    /// @return the running application; closing it stops the server, not the database
    public static ConfigurableApplicationContext start(ServiceSettings settings) {
        SpringApplication application = new SpringApplication(ServiceApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(
                Map.of(
                        "server.address", settings.host(),
                        "server.port", Integer.toString(settings.port())));
        application.addInitializers(context ->
                ((GenericApplicationContext) context)
                        .registerBean(ServiceSettings.class, () -> settings));
        ConfigurableApplicationContext context = application.run();
        takeUpWork(context, settings);
        Thread.ofPlatform()
                .daemon()
                .name("warm-up")
                .start(() -> warmUp(context.getBean(FhirStructure.class), settings));
        return context;
    }

    private static void warmUp(FhirStructure structure, ServiceSettings settings) {
        structure.warmUp();
        if (settings.packages().isPresent()) {
            structure.report().lines().forEach(line -> LOG.info("Packages: {}", line));
        }
    }

    /// Goes on where a killed server stopped: unfinished files are swept away, and jobs that it
    /// held are free again.
    private static void takeUpWork(
            ConfigurableApplicationContext context, ServiceSettings settings) {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        int swept =
                context.getBean(FileReception.class)
                        .sweep(id ->
                                jdbc.sql(
                                                "select exists (select 1 from sequencing_file where cast(id as text) = :id)")
                                        .param("id", id)
                                        .query(Boolean.class)
                                        .single());
        if (swept > 0) {
            LOG.warn("Removed {} sequencing files that a crash had left unfinished", swept);
        }
        if (settings.embeddedDatabase()) {
            int freed =
                    jdbc.sql(
                                    """
                                    update scheduled_tasks set picked = false, picked_by = null,
                                        last_heartbeat = null, version = version + 1 where picked
                                    """)
                            .update();
            if (freed > 0) {
                LOG.warn("Taking up {} interpretations that an earlier server left", freed);
            }
            int plans =
                    jdbc.sql(
                                    """
                                    update rollout_tasks set picked = false, picked_by = null,
                                        last_heartbeat = null, version = version + 1 where picked
                                    """)
                            .update();
            if (plans > 0) {
                LOG.warn("Taking up {} roll-outs that an earlier server left", plans);
            }
            int runs =
                    jdbc.sql(
                                    """
                                    update environment_tasks set picked = false, picked_by = null,
                                        last_heartbeat = null, version = version + 1 where picked
                                    """)
                            .update();
            if (runs > 0) {
                LOG.warn("Taking up {} analyses that an earlier server left", runs);
            }
        }
        if (settings.examples() == ExampleDialogue.Presence.TAKEN_IN) {
            ExampleDialogue.takeIn(
                    context.getBean(DialogueDesk.class), context.getBean(SurveyDesk.class));
            ExampleStaff.takeIn(
                    context.getBean(StaffDesk.class),
                    settings.network(),
                    DemoPeople.committee(settings.network()));
        }
        context.getBean(InterpretationQueue.class).start();
        context.getBean(FollowUpQueue.class).start();
        context.getBean(RolloutQueue.class).start();
        if (settings.kind() == ServiceKind.CARE) {
            context.getBean(NoticeQueue.class).start();
        }
        context.getBean(DailyWork.class).start();
        context.getBean(EnvironmentQueue.class).start();
    }
}
