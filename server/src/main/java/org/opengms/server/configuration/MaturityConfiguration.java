package org.opengms.server.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.opengms.infrastructure.StatedLaboratories;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.MaturityWork;
import org.opengms.maturity.PaperDesk;
import org.opengms.maturity.SelfAssessmentDesk;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.server.laboratories.NetworkRegister;
import org.opengms.server.maturity.DigitisingReturns;
import org.opengms.server.maturity.MaturityOffice;
import org.opengms.server.maturity.PaperEndpoint;
import org.opengms.server.persistence.JdbcArrivals;
import org.opengms.server.persistence.JdbcDigitisingReturns;
import org.opengms.server.persistence.JdbcMaturity;
import org.opengms.server.persistence.JdbcPaper;
import org.opengms.server.persistence.JdbcSelfAssessments;
import org.opengms.server.persistence.JdbcStatements;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// How digital ordering sites are, observed.
@Configuration(proxyBeanMethods = false)
class MaturityConfiguration {
    @Bean
    JdbcArrivals arrivals(JdbcClient jdbc) {
        return new JdbcArrivals(jdbc);
    }

    @Bean
    JdbcMaturity maturityTable(JdbcClient jdbc) {
        return new JdbcMaturity(jdbc);
    }

    @Bean
    NetworkRegister networkRegister(
            ServiceSettings settings,
            StatedLaboratories states,
            JdbcStatements statements,
            Clock clock) {
        return new NetworkRegister(settings.network(), states, statements, clock);
    }

    /// The operator's own scenario, in which a site is digitised to see what it returns; without it
    /// the example that comes with the program.
    private static ServiceScenario scenario(ServiceSettings settings) {
        Path own = settings.data().root().resolve("digitising-scenario.yaml");
        return Files.exists(own)
                ? ServiceScenario.read(own)
                : ServiceScenario.named("regional-example");
    }

    @Bean
    PaperEndpoint paperEndpoint(MaturityOffice office) {
        return new PaperEndpoint(office);
    }

    @Bean
    MaturityOffice maturityOffice(
            ServiceSettings settings,
            JdbcMaturity table,
            StatedLaboratories states,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        MaturityBoard board = new MaturityBoard(settings.network(), table, clock);
        return new MaturityOffice(
                board,
                new MaturityWork(settings.network(), table, clock),
                new PaperDesk(new JdbcPaper(jdbc), clock),
                new SelfAssessmentDesk(settings.network(), new JdbcSelfAssessments(jdbc), clock),
                new DigitisingReturns(
                        new JdbcDigitisingReturns(jdbc),
                        board,
                        states,
                        scenario(settings),
                        transactions,
                        clock),
                states,
                transactions,
                clock);
    }
}
