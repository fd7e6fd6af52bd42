package org.opengms.server.pages;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opengms.catalogue.CatalogueDesk;
import org.opengms.dialogue.DialogueDesk;
import org.opengms.dialogue.SurveyDesk;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.MadeFrom;
import org.opengms.directory.TestDirectories;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.environment.RunDesk;
import org.opengms.fhir.OrderForm;
import org.opengms.gate.Actor;
import org.opengms.gate.AuditDesk;
import org.opengms.gate.ReviewDesk;
import org.opengms.infrastructure.OdsCode;
import org.opengms.market.EnquiryDesk;
import org.opengms.market.Tariff;
import org.opengms.notices.PostalAddresses;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.routing.CapacityBoard;
import org.opengms.routing.YieldBoard;
import org.opengms.server.access.AccessOffice;
import org.opengms.server.choices.ChoiceOffice;
import org.opengms.server.dialogue.AnswerLimit;
import org.opengms.server.environment.OutputOffice;
import org.opengms.server.evaluation.EvaluationOffice;
import org.opengms.server.evaluation.EvaluationProof;
import org.opengms.server.evaluation.FollowUpOffice;
import org.opengms.server.laboratories.LaboratoryOffice;
import org.opengms.server.laboratories.NetworkRegister;
import org.opengms.server.letters.Typesetter;
import org.opengms.server.maturity.MaturityOffice;
import org.opengms.server.notices.NoticeOffice;
import org.opengms.server.notices.NoticeSheet;
import org.opengms.server.passports.KeptVisas;
import org.opengms.server.patient.PatientCopy;
import org.opengms.server.patient.PatientOffice;
import org.opengms.server.patient.ProxyOffice;
import org.opengms.server.register.PublicProjects;
import org.opengms.server.register.RegisterOffice;
import org.opengms.server.relatives.FamilyResults;
import org.opengms.server.rollout.RolloutOffice;
import org.opengms.server.safeguards.SafeguardOffice;
import org.opengms.server.value.MoneyOffice;
import org.opengms.server.workforce.ForecastOffice;
import org.opengms.training.OrderErrorDesk;
import org.opengms.training.TrainingDesk;
import org.opengms.value.ContractDesk;
import org.opengms.value.FundDesk;
import org.opengms.value.FundedOptions;
import org.opengms.value.UseDesk;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.StaffDesk;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The pages. Needs from elsewhere one [PageSurroundings], a [PageData], a [PageActions], a library
/// of panels and a clock.
@Configuration(proxyBeanMethods = false)
public class PagesConfiguration {
    /// What the pages need to know of the rest of the service.
    ///
    /// @param actor who is signed in, if anybody
    /// @param organisationName the name behind a code
    /// @param directories versions of the test directory that are in use now
    /// @param terms features that an order can state
    /// @param orderMessage writes a form as the FHIR message that hospitals send
    /// @param vouched the NHS number that was vouched for when somebody signed in
    /// @param told takes what is to be told of a lacking competence, once
    /// @param workplaces whose people and gates an operator may look at
    /// @param demoPeople who can sign in where the service demonstrates itself; empty elsewhere
    public record PageSurroundings(
            Supplier<Optional<Actor>> actor,
            Function<OdsCode, String> organisationName,
            Supplier<TestDirectories> directories,
            PhenotypeTerms terms,
            Function<OrderForm, String> orderMessage,
            Function<Actor, Optional<NhsNumber>> vouched,
            Supplier<Optional<Frame.CompetenceTold>> told,
            List<OdsCode> workplaces,
            List<DemoPerson> demoPeople) {
        public PageSurroundings {
            workplaces = List.copyOf(workplaces);
            demoPeople = List.copyOf(demoPeople);
        }
    }

    @Bean
    Html html() {
        return new Html();
    }

    @Bean
    Assets assets(Assets.Banner banner) {
        return Assets.fromClassPath().under(banner);
    }

    @Bean
    TrainingController trainingController(
            Html html, Assets assets, TrainingDesk desk, OrderErrorDesk errors) {
        return new TrainingController(
                html, assets, desk, errors, DisclosureRules.standard().counts().threshold());
    }

    @Bean
    ReadingsController readingsController(Html html, Assets assets, AuditDesk desk, People people) {
        return new ReadingsController(
                html, assets, desk, number -> people.findByNhsNumber(number).map(Person::id));
    }

    @Bean
    StartController startController(Html html, Assets assets, PageSurroundings surroundings) {
        return new StartController(html, assets, surroundings.demoPeople());
    }

    @Bean
    RegisterController registerController(
            Html html,
            Assets assets,
            RegisterOffice register,
            PublicProjects projects,
            MoneyOffice money) {
        return new RegisterController(
                html, assets, register, projects, () -> MoneyWords.earned(money.received()));
    }

    @Bean
    ProjectsController projectsController(
            Html html,
            Assets assets,
            AccessOffice office,
            KeptVisas visas,
            LessonOffer.Source lessons) {
        return new ProjectsController(html, assets, office, visas, lessons);
    }

    @Bean
    ConsultationsController consultationsController(
            Html html,
            Assets assets,
            DialogueDesk desk,
            SurveyDesk survey,
            RegisterOffice register,
            AnswerLimit limit) {
        return new ConsultationsController(html, assets, desk, survey, register, limit);
    }

    @Bean
    ModerationController moderationController(Html html, Assets assets, DialogueDesk desk) {
        return new ModerationController(html, assets, desk);
    }

    @Bean
    Typesetter typesetter() {
        return new Typesetter();
    }

    @Bean
    FinanceController financeController(
            Html html,
            Assets assets,
            ContractDesk contracts,
            UseDesk use,
            MoneyOffice money,
            PublicProjects projects,
            Typesetter typesetter) {
        return new FinanceController(
                html, assets, contracts, use, money, projects, new PaperInvoices(html, typesetter));
    }

    @Bean
    FundsController fundsController(Html html, Assets assets, FundDesk funds, MoneyOffice money) {
        return new FundsController(html, assets, funds, money);
    }

    @Bean
    MoneyController moneyController(Html html, Assets assets, MoneyOffice money) {
        return new MoneyController(html, assets, money);
    }

    @Bean
    EnquiriesController enquiriesController(
            Html html, Assets assets, EnquiryDesk desk, Clock clock) {
        // A limit of their own: a busy consultation keeps nobody from asking.
        return new EnquiriesController(html, assets, desk, new AnswerLimit(clock), clock);
    }

    @Bean
    EvaluationController evaluationController(
            Html html, Assets assets, EvaluationOffice office, EvaluationProof proof) {
        return new EvaluationController(html, assets, office, proof);
    }

    @Bean
    CatalogueController catalogueController(
            Html html, Assets assets, CatalogueDesk desk, Tariff tariff) {
        return new CatalogueController(html, assets, desk, tariff);
    }

    @Bean
    MyController myController(
            Html html,
            Assets assets,
            PatientOffice office,
            PatientCopy copy,
            NoticeOffice notices,
            PaperLetters paper,
            PageSurroundings surroundings,
            DialogueDesk dialogue,
            MoneyOffice money,
            PublicProjects projects,
            Clock clock) {
        return new MyController(
                html,
                assets,
                office,
                copy,
                notices,
                paper,
                surroundings.vouched(),
                dialogue.wordings(),
                () -> MoneyWords.earned(money.received()),
                projects,
                clock);
    }

    @Bean
    PaperLetters paperLetters(
            Html html, Typesetter typesetter, PostalAddresses addresses, Clock clock) {
        return new PaperLetters(html, typesetter, addresses, clock);
    }

    @Bean
    NoticeSheet noticeSheet(PaperLetters paper) {
        return (notice, to, day) -> paper.set(new NoticePaper(notice, to, day));
    }

    @Bean
    NoticesController noticesController(
            Html html,
            Assets assets,
            PageData data,
            ChoiceOffice choices,
            NoticeOffice notices,
            PatientOffice patients,
            PaperLetters paper) {
        return new NoticesController(html, assets, data, choices, notices, patients, paper);
    }

    @Bean
    LessonOffer.Source lessonOffers(GateDesk gates, StaffDesk staff) {
        return LessonOffer.of(gates, staff);
    }

    @Bean
    OrdersController ordersController(
            Html html,
            Assets assets,
            PageData data,
            PageActions actions,
            PageSurroundings surroundings,
            LessonOffer.Source lessons,
            Clock clock) {
        return new OrdersController(
                html,
                assets,
                data,
                actions,
                surroundings.directories(),
                surroundings.terms(),
                surroundings.orderMessage(),
                clock,
                lessons);
    }

    @Bean
    WorkforceController workforceController(
            Html html,
            Assets assets,
            StaffDesk staff,
            GateDesk gates,
            PageSurroundings surroundings) {
        return new WorkforceController(html, assets, staff, gates, surroundings.workplaces());
    }

    @Bean
    OrderDeedsController orderDeedsController(
            Html html,
            Assets assets,
            PageData data,
            PageActions actions,
            OrdersController orders,
            Clock clock) {
        return new OrderDeedsController(html, assets, data, actions, orders, clock);
    }

    @Bean
    KeptGenomesController keptGenomesController(Html html, Assets assets, PageData data) {
        return new KeptGenomesController(html, assets, data);
    }

    @Bean
    FollowUpController followUpController(Html html, Assets assets, FollowUpOffice office) {
        return new FollowUpController(html, assets, office);
    }

    @Bean
    ReportsController reportsController(
            Html html,
            Assets assets,
            PageData data,
            PageActions actions,
            LessonOffer.Source lessons) {
        return new ReportsController(html, assets, data, actions, lessons);
    }

    @Bean
    LaboratoryController laboratoryController(
            Html html,
            Assets assets,
            PageData data,
            PageActions actions,
            LessonOffer.Source lessons) {
        return new LaboratoryController(html, assets, data, actions, lessons);
    }

    @Bean
    SamplesController samplesController(
            Html html, Assets assets, PageData data, PageActions actions, Clock clock) {
        return new SamplesController(html, assets, data, actions, clock);
    }

    @Bean
    ChoicesController choicesController(
            Html html, Assets assets, PageData data, ChoiceOffice office, Clock clock) {
        return new ChoicesController(html, assets, data, office, clock);
    }

    @Bean
    FamilyResultController familyResultController(
            Html html, Assets assets, PageData data, FamilyResults results) {
        return new FamilyResultController(html, assets, data, results);
    }

    @Bean
    ReviewsController reviewsController(
            Html html,
            Assets assets,
            ReviewDesk reviews,
            ChoiceOffice office,
            PageSurroundings surroundings) {
        return new ReviewsController(
                html, assets, reviews, office, surroundings.organisationName());
    }

    @Bean
    MyForController myForController(
            Html html, Assets assets, ProxyOffice office, PageSurroundings surroundings) {
        return new MyForController(html, assets, office, surroundings.vouched());
    }

    @Bean
    SafeguardsController safeguardsController(
            Html html, Assets assets, PageData data, SafeguardOffice office, Clock clock) {
        return new SafeguardsController(html, assets, data, office, clock);
    }

    @Bean
    CapacityController capacityController(
            Html html, Assets assets, LaboratoryOffice office, Clock clock) {
        return new CapacityController(html, assets, office, clock);
    }

    @Bean
    OverviewController overviewController(
            Html html,
            Assets assets,
            PageData data,
            Supplier<ServiceChecks> checks,
            CapacityBoard capacity,
            YieldBoard yields,
            NoticeOffice notices,
            FundDesk funds) {
        return new OverviewController(
                html,
                assets,
                data,
                checks,
                capacity::now,
                yields::now,
                notices::counts,
                () -> FundedOptions.places(funds.funds()));
    }

    @Bean
    ResearchController researchController(
            Html html, Assets assets, RunDesk runs, OutputOffice outputs) {
        return new ResearchController(html, assets, runs, outputs);
    }

    @Bean
    CheckingController checkingController(Html html, Assets assets, OutputOffice outputs) {
        return new CheckingController(html, assets, outputs);
    }

    @Bean
    MaturityController maturityController(Html html, Assets assets, MaturityOffice office) {
        return new MaturityController(html, assets, office);
    }

    @Bean
    PaperController paperController(Html html, Assets assets, MaturityOffice office, Clock clock) {
        return new PaperController(html, assets, office, clock);
    }

    @Bean
    InfrastructureController infrastructureController(
            Html html, Assets assets, NetworkRegister register) {
        return new InfrastructureController(html, assets, register);
    }

    @Bean
    ForecastController forecastController(
            Html html, Assets assets, ForecastOffice office, RolloutOffice rollouts) {
        return new ForecastController(html, assets, office, rollouts);
    }

    @Bean
    RolloutController rolloutController(Html html, Assets assets, RolloutOffice office) {
        return new RolloutController(html, assets, office);
    }

    @Bean
    DirectoryController directoryController(
            Html html, Assets assets, PageSurroundings surroundings, DirectoryLibrary library) {
        return new DirectoryController(
                html,
                assets,
                surroundings.directories(),
                new MadeFrom<>(library::panelsState, _ -> library.newestPanels()));
    }

    @Bean
    PanelsController panelsController(
            Html html, Assets assets, PageSurroundings surroundings, DirectoryLibrary library) {
        return new PanelsController(
                html,
                assets,
                surroundings.directories(),
                new MadeFrom<>(library::panelsState, _ -> library.newestPanels()),
                library::panels);
    }

    @Bean
    ErrorViewResolver problemPages(Html html, Assets assets, PageSurroundings surroundings) {
        return new ProblemPages(html, assets, visits(surroundings));
    }

    @Bean
    WebMvcConfigurer pagesOfTheWeb(PageSurroundings surroundings) {
        VisitResolver visits = visits(surroundings);
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(visits);
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                // These keep their names from one version to the next.
                registry.addResourceHandler("/assets/images/**")
                        .addResourceLocations("classpath:/assets/images/")
                        .setCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic());
                registry.addResourceHandler("/assets/**")
                        .addResourceLocations("classpath:/assets/")
                        .setCacheControl(
                                CacheControl.maxAge(Duration.ofDays(365))
                                        .cachePublic()
                                        .immutable());
            }
        };
    }

    private static VisitResolver visits(PageSurroundings surroundings) {
        return new VisitResolver(
                surroundings.actor(), surroundings.organisationName(), surroundings.told());
    }
}
