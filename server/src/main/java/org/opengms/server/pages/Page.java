package org.opengms.server.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.access.Acting;
import org.opengms.access.Bar;
import org.opengms.access.CommitteeRules;
import org.opengms.access.CommitteeSeat;
import org.opengms.access.ProjectLine;
import org.opengms.access.ProjectLists;
import org.opengms.cases.CauseMark;
import org.opengms.cases.FollowUpStore;
import org.opengms.cases.Outcome;
import org.opengms.cases.ResultKind;
import org.opengms.catalogue.Catalogue;
import org.opengms.catalogue.Heading;
import org.opengms.cohort.Trait;
import org.opengms.consent.Use;
import org.opengms.dialogue.ConsentWordings;
import org.opengms.dialogue.Consultation;
import org.opengms.dialogue.DialogueDesk;
import org.opengms.dialogue.ModerationRules;
import org.opengms.dialogue.PublicDecision;
import org.opengms.dialogue.Remark;
import org.opengms.dialogue.Results;
import org.opengms.dialogue.Share;
import org.opengms.dialogue.SurveyResults;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.PublishedCount;
import org.opengms.environment.Run;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.report.BlockPage;
import org.opengms.gate.Actor;
import org.opengms.gate.AuditDesk;
import org.opengms.gate.DataClass;
import org.opengms.gate.LoggedAccess;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.ledger.books.TrialBalance;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.ContractDocument;
import org.opengms.ledger.contract.Instrument;
import org.opengms.market.AskerKind;
import org.opengms.market.Contact;
import org.opengms.market.EnquiryHistory;
import org.opengms.market.LossReason;
import org.opengms.market.PipelineFigures;
import org.opengms.market.Stage;
import org.opengms.market.Step;
import org.opengms.market.Tariff;
import org.opengms.maturity.PaperGap;
import org.opengms.maturity.PaperSheet;
import org.opengms.maturity.PaperStore;
import org.opengms.metering.ProjectReference;
import org.opengms.notices.NoticeCounts;
import org.opengms.orders.Finding;
import org.opengms.orders.Grade;
import org.opengms.orders.LabTask;
import org.opengms.orders.Mover;
import org.opengms.orders.OrderChoices;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderState;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskProcess;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TurnaroundStandards;
import org.opengms.outputs.OutputDesk;
import org.opengms.outputs.OutputRequest;
import org.opengms.people.NhsNumber;
import org.opengms.planning.rollout.PlanComparison;
import org.opengms.planning.rollout.RolloutReport;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.RoutingRequest;
import org.opengms.planning.routing.YieldProposal;
import org.opengms.planning.routing.YieldTable;
import org.opengms.planning.statistics.Interval;
import org.opengms.rollout.GoLiveMap;
import org.opengms.rollout.RolloutDesk;
import org.opengms.rollout.RolloutJob;
import org.opengms.rollout.RolloutResult;
import org.opengms.routing.CapacityBoard;
import org.opengms.routing.IndicationGroups;
import org.opengms.routing.OverrideReason;
import org.opengms.routing.Route;
import org.opengms.routing.YieldBoard;
import org.opengms.server.access.AccessOffice;
import org.opengms.server.evaluation.EvaluationStore;
import org.opengms.server.evaluation.LoggedProtocol;
import org.opengms.server.evaluation.PublishedEvaluation;
import org.opengms.server.notices.NoticeOffice;
import org.opengms.server.patient.OwnUse;
import org.opengms.server.patient.PatientOffice;
import org.opengms.server.patient.ProxyOffice;
import org.opengms.server.register.PublicProject;
import org.opengms.server.register.PublicProjects;
import org.opengms.server.register.RegisterFigures;
import org.opengms.server.relatives.FamilyResults;
import org.opengms.server.rollout.RolloutPlots;
import org.opengms.server.safeguards.SafeguardOffice;
import org.opengms.server.training.ShownErrors;
import org.opengms.server.training.ShownFigures;
import org.opengms.server.workforce.ForecastPlots;
import org.opengms.staffing.Cover;
import org.opengms.staffing.ForecastDesk;
import org.opengms.staffing.ForecastJob;
import org.opengms.staffing.ForecastResult;
import org.opengms.training.Exercise;
import org.opengms.training.ExerciseCheck;
import org.opengms.training.Practice;
import org.opengms.training.TrainingDesk;
import org.opengms.value.Agreement;
import org.opengms.value.AgreementStep;
import org.opengms.value.ContractStore;
import org.opengms.value.ContractSubjects;
import org.opengms.value.FundedOption;
import org.opengms.value.Funds;
import org.opengms.value.MoneyFigures;
import org.opengms.workforce.Competence;
import org.opengms.workforce.FundedPlaces;
import org.opengms.workforce.GateDecision;
import org.opengms.workforce.GateMode;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.Lesson;
import org.opengms.workforce.ModePreview;
import org.opengms.workforce.OverrideReview;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStore;
import org.springframework.web.util.UriUtils;

/// Everything that one page says, ready for its template.
public sealed interface Page {
    /// What stands around it.
    Frame frame();

    /// What this service is, and the way in.
    record Start(Frame frame) implements Page {}

    /// The form to sign in.
    ///
    /// @param isRefused whether the name and password were just refused
    /// @param isSignedOut whether the user has just signed out
    /// @param demoPeople who can sign in where the service demonstrates itself; empty elsewhere
    record SignIn(Frame frame, boolean isRefused, boolean isSignedOut, List<DemoPerson> demoPeople)
            implements Page {
        public SignIn {
            demoPeople = List.copyOf(demoPeople);
        }
    }

    /// A clinician's list of orders.
    ///
    /// @param organisation whose orders
    /// @param genomesToSeeTo kept genomes of the organisation that were refused or are overdue
    record Orders(
            Frame frame,
            String organisation,
            OrderFilter filter,
            OrderList list,
            int genomesToSeeTo)
            implements Page {
        /// The address of another page of the same list.
        public String address(int page) {
            StringBuilder address = new StringBuilder("/orders?page=").append(page);
            if (!filter.text().isEmpty()) {
                address.append("&text=")
                        .append(
                                java.net.URLEncoder.encode(
                                        filter.text(), java.nio.charset.StandardCharsets.UTF_8));
            }
            filter.state().ifPresent(s -> address.append("&state=").append(s.name()));
            return address.toString();
        }

        /// The pages to link to: the first, the last and those around this one; 0 stands for a gap.
        public List<Integer> pageNumbers() {
            List<Integer> numbers = new java.util.ArrayList<>();
            for (int number = 1; number <= list.pages(); number++) {
                if (number == 1
                        || number == list.pages()
                        || Math.abs(number - filter.page()) <= 1) {
                    numbers.add(number);
                } else if (numbers.getLast() != 0) {
                    numbers.add(0);
                }
            }
            return numbers;
        }
    }

    /// Genomes that are kept behind an organisation's conventional tests.
    ///
    /// @param organisation whose
    record KeptGenomes(
            Frame frame, String organisation, KeptGenomeFilter filter, KeptGenomeList list)
            implements Page {
        /// The address of the list, before the number of a page.
        public String address() {
            return "/orders/kept-genomes?state="
                    + filter.state().map(KeptGenomeState::code).orElse("")
                    + "&page=";
        }
    }

    /// Outcomes that an organisation is asked for again.
    ///
    /// @param organisation which
    /// @param today by which an answer is late
    record FollowUp(
            Frame frame, String organisation, List<FollowUpStore.Asked> asked, LocalDate today)
            implements Page {
        public FollowUp {
            asked = List.copyOf(asked);
        }

        /// How many answers are late.
        public long overdue() {
            return asked.stream().filter(one -> one.isOverdue(today)).count();
        }
    }

    /// The form to order a test.
    ///
    /// @param entry as filled in so far
    /// @param problems what is wrong with it
    /// @param directory the newest, to choose from
    record NewOrder(
            Frame frame, OrderEntry entry, List<FormProblem> problems, TestDirectory directory)
            implements Page {
        public NewOrder {
            problems = List.copyOf(problems);
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }

        /// The tests to choose from.
        public TestChoice tests() {
            return TestChoice.of(
                    directory, entry.indication(), entry.value("test"), problem("test"));
        }
    }

    /// One order.
    ///
    /// @param reader who reads it
    /// @param directory the newest, to choose a test from
    /// @param notice what has just happened, empty if nothing
    /// @param problems what is wrong with a form on the page
    /// @param isNew whether it has just been sent
    /// @param typed what a form on the page held when it was sent
    /// @param choices what the reader may do with the whole order
    record Order(
            Frame frame,
            OrderFile file,
            Actor reader,
            TestDirectory directory,
            String notice,
            List<FormProblem> problems,
            boolean isNew,
            Typed typed,
            OrderChoices choices)
            implements Page {
        private static final Set<TaskCode> BENCH =
                EnumSet.range(TaskCode.REQUEST_SAMPLE_ALIGNMENT, TaskCode.SAMPLE_PROCESSING);

        public Order {
            problems = List.copyOf(problems);
        }

        /// How the days until the report were counted, after the day it is due; empty where nothing
        /// is to be told.
        public String clockWords() {
            return file.clock().map(Wording::clock).orElse("");
        }

        /// The page with untouched forms, of an order that the reader only reads.
        public Order(
                Frame frame,
                OrderFile file,
                Actor reader,
                TestDirectory directory,
                String notice,
                List<FormProblem> problems,
                boolean isNew) {
            this(
                    frame,
                    file,
                    reader,
                    directory,
                    notice,
                    problems,
                    isNew,
                    Typed.NOTHING,
                    OrderChoices.NONE);
        }

        /// Whether the reader can let the order go on.
        public boolean releases() {
            return choices.allows(OrderChoices.Deed.RELEASE);
        }

        /// Whether the reader can have the genome, that was refused or is overdue, ordered again.
        public boolean ordersGenomeAgain() {
            return choices.allows(OrderChoices.Deed.ORDER_GENOME);
        }

        /// What the reader can do with the whole order that needs a word of reason.
        public List<DeedWords> deeds() {
            return choices.allowed().stream()
                    .filter(deed -> deed != OrderChoices.Deed.RELEASE)
                    .filter(deed -> deed != OrderChoices.Deed.ORDER_GENOME)
                    .map(DeedWords::of)
                    .toList();
        }

        /// The work on a revoked order that the reader's laboratory must close.
        public List<LabTask> toClose() {
            return file.order().state() == OrderState.CLOSING && reader.has(Role.LABORATORY)
                    ? open().stream().filter(t -> t.owner().equals(reader.organisation())).toList()
                    : List.of();
        }

        /// The work on a revoked order that is still open, with its laboratory.
        public List<String> closings() {
            return open().stream()
                    .map(t -> "%s: %s".formatted(file.nameOf(t.owner()), t.code().words()))
                    .distinct()
                    .toList();
        }

        private List<LabTask> open() {
            return file.tasks().stream().filter(t -> !t.status().isClosed()).toList();
        }

        /// Whether the reader can record that the discussion was held.
        public boolean takesDiscussion() {
            return file.order().state() == OrderState.ON_HOLD
                    && reader.has(Role.CLINICIAN)
                    && file.holdReason().filter("awaiting-rod-and-or-sample"::equals).isPresent();
        }

        /// Whether the reader can choose the test.
        public boolean choosesTest() {
            return file.order().route().route() instanceof Route.Manual
                    && reader.has(Role.SCIENTIST)
                    && reader.organisation().equals(file.order().homeLaboratory());
        }

        /// Whether the reader can enter a result: of a conventional test when the work at the bench
        /// is done, of any test that it failed.
        public boolean entersResult() {
            boolean mayBe =
                    file.order().state() == OrderState.IN_LABORATORY
                            && (reader.has(Role.LABORATORY) || reader.has(Role.SCIENTIST))
                            && file.order().test().isPresent()
                            && file.tasks().stream()
                                    .filter(t -> t.code() == TaskCode.PRODUCE_FINAL_REPORT)
                                    .anyMatch(t ->
                                            t.isAlive() && t.owner().equals(reader.organisation()));
            if (!mayBe) {
                return false;
            }
            List<TaskStatus> bench =
                    file.tasks().stream()
                            .filter(t -> BENCH.contains(t.code()))
                            .map(LabTask::status)
                            .toList();
            boolean hasFailed =
                    bench.contains(TaskStatus.FAILED) || bench.contains(TaskStatus.REJECTED);
            boolean isDone = bench.stream().allMatch(TaskStatus::isClosed);
            return hasFailed || (isDone && !file.order().readsGenome());
        }

        /// What was found that somebody should look at.
        public List<Finding> toLookAt() {
            return file.findings().stream().filter(f -> f.grade() != Grade.INFORMATION).toList();
        }

        /// What was found that changes nothing for the patient, such as what was not checked.
        public List<Finding> toKnow() {
            return file.findings().stream().filter(f -> f.grade() == Grade.INFORMATION).toList();
        }

        /// What the order waits for, and what ends the waiting.
        public String holdWords() {
            String reason = Wording.lower(Wording.statusReason(file.holdReason().orElse("")));
            if (choices.heldBy().filter(by -> by == Mover.REQUESTER).isPresent()) {
                return "The organisation that ordered the test has put it on hold: %s. It goes on when they take it off hold."
                        .formatted(reason);
            }
            if (choices.heldBy().filter(by -> by == Mover.OWNER).isPresent()) {
                return "The laboratory has put it on hold: %s. It goes on when %s takes it off hold on its worklist."
                        .formatted(reason, file.nameOf(file.order().homeLaboratory()));
            }
            return switch (file.holdReason().orElse("")) {
                case "awaiting-order-detail" ->
                        "The test directory does not have what was asked for. A scientist at %s must choose the test."
                                .formatted(file.nameOf(file.order().homeLaboratory()));
                case "awaiting-rod-and-or-sample" ->
                        "A whole genome cannot be sequenced before the discussion with the patient is recorded.";
                case "awaiting-sample" ->
                        "The sample has not arrived. The order goes on when the laboratory has it.";
                case "" -> "The laboratory has put it on hold.";
                default -> "The laboratory has put it on hold: " + reason + ".";
            };
        }

        /// Whether the policy weighed benefit against work.
        public boolean isWeighed() {
            return file.order().route().options().stream().allMatch(o -> o.weighed().isPresent());
        }

        /// Whether a weighed option is the one that was chosen.
        public boolean isChosen(org.opengms.routing.RouteOption option) {
            boolean isTest =
                    file.order().route().route() instanceof Route.Test test
                            && test.testCode().equals(option.testCode())
                            && test.laboratory().equals(option.laboratory());
            // The same test may have been weighed for two days.
            return isTest
                    && (file.order().route().override().isPresent()
                            || option.weighed().map(w -> w.chosen()).orElse(true));
        }

        /// A sentence in which laboratories stand by their names, not their codes.
        public String named(String sentence) {
            String named = sentence;
            for (var entry : file.organisations().entrySet()) {
                String code = java.util.regex.Pattern.quote(entry.getKey().value()) + "\\b";
                String name = java.util.regex.Matcher.quoteReplacement(entry.getValue());
                named =
                        named.replaceAll(
                                        "home laboratory " + code, "home laboratory, " + name + ",")
                                .replaceAll("[Ll]aboratory " + code, name)
                                .replaceAll("\\bat " + code, "at " + name)
                                .replace(",.", ".");
            }
            return named;
        }

        /// The name of an organisation, or the code where the name is not known.
        public String organisation(String code) {
            return org.opengms.infrastructure.OdsCode.isValid(code)
                    ? file.nameOf(new org.opengms.infrastructure.OdsCode(code))
                    : code;
        }

        /// The results that a laboratory can enter; of a genome only that it failed.
        public List<Choice> resultKinds() {
            return Choice.resultKinds().stream()
                    .filter(c ->
                            !file.order().readsGenome()
                                    || c.value().equals(ResultKind.FAILED.name()))
                    .toList();
        }

        /// Whether the page asks by itself whether the order has moved on.
        public boolean watches() {
            return file.order().state() == OrderState.IN_INTERPRETATION;
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// What is about to be done with a whole order, what follows from it, and the reason for it.
    ///
    /// @param deed that is about to be done
    /// @param choices what the reader may do, and what revoking entails
    /// @param today in the United Kingdom
    /// @param problems what is wrong with the form, or why it was refused
    record OrderDecision(
            Frame frame,
            OrderFile file,
            OrderChoices.Deed deed,
            OrderChoices choices,
            LocalDate today,
            List<FormProblem> problems,
            Typed typed)
            implements Page {
        private static final TurnaroundStandards STANDARDS = TurnaroundStandards.shipped();

        public OrderDecision {
            problems = List.copyOf(problems);
        }

        /// The deed in words.
        public DeedWords words() {
            return DeedWords.of(deed);
        }

        /// Whether the order waits by this deed, and does not end.
        public boolean isHold() {
            return deed == OrderChoices.Deed.HOLD;
        }

        /// Whether another test is to be done than the policy recommended.
        public boolean isOtherTest() {
            return deed == OrderChoices.Deed.CHOOSE_ANOTHER_TEST;
        }

        /// What could be done instead, as code of the test, a blank, and the laboratory.
        public List<Choice> otherTests() {
            return choices.otherTests().stream()
                    .map(test ->
                            new Choice(
                                    test.testCode() + " " + test.laboratory().value(),
                                    "%s %s (%s), %s"
                                            .formatted(
                                                    test.testCode(),
                                                    test.testName(),
                                                    test.method().words(),
                                                    file.nameOf(test.laboratory()))))
                    .toList();
        }

        /// What can guide a choice against the recommendation.
        public List<Choice> kinds() {
            return Arrays.stream(OverrideReason.Kind.values())
                    .map(kind -> new Choice(kind.name(), kind.words()))
                    .toList();
        }

        /// What the policy recommended, in words.
        public String recommended() {
            return switch (file.order().route().recommended()) {
                case Route.Test test ->
                        "%s (%s) at %s"
                                .formatted(
                                        test.testCode(),
                                        test.method().words(),
                                        file.nameOf(test.laboratory()));
                case Route.Manual _ -> "that a scientist chooses the test";
            };
        }

        /// Whether the genome that is kept behind the test is not to be done.
        public boolean isNoGenome() {
            return deed == OrderChoices.Deed.CANCEL_GENOME;
        }

        /// Whether the order ends by being revoked.
        public boolean isRevocation() {
            return deed == OrderChoices.Deed.REVOKE;
        }

        /// The reasons to hold an order: the national list.
        public List<Choice> reasons() {
            return TaskChange.STATUS_REASONS.stream()
                    .map(code ->
                            new Choice(
                                    code,
                                    STANDARDS.pauses(code, today)
                                            ? Wording.statusReason(code)
                                                    + " (these days do not count towards the report)"
                                            : Wording.statusReason(code)))
                    .toList();
        }

        /// Tasks by the laboratories that have them, each kind once.
        public List<String> byLaboratory(List<LabTask> tasks) {
            Map<String, Set<String>> work = new LinkedHashMap<>();
            for (LabTask task : tasks) {
                work.computeIfAbsent(file.nameOf(task.owner()), _ -> new LinkedHashSet<>())
                        .add(Wording.lower(task.code().words()));
            }
            return work.entrySet().stream()
                    .map(e -> e.getKey() + ": " + String.join(", ", e.getValue()))
                    .toList();
        }

        /// The open orders of relatives that end with this one, unless another test of the family
        /// that they are for is open.
        public List<OrderFile.Relative> relatives() {
            return file.order().context().role() == ParticipantRole.CONSULTAND
                    ? List.of()
                    : file.family().map(OrderFile.Family::orders).orElse(List.of()).stream()
                            .filter(r -> r.role() == ParticipantRole.CONSULTAND)
                            .filter(r -> r.state().isOpen())
                            .toList();
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// One report.
    ///
    /// @param reader who reads it
    /// @param notice what has just happened, empty if nothing
    /// @param problems what is wrong with a form on the page
    /// @param conclusion to begin with: what a person entered, or nothing
    /// @param typed what a form on the page held when it was sent
    record Report(
            Frame frame,
            ReportFile file,
            Actor reader,
            String notice,
            List<FormProblem> problems,
            String conclusion,
            Typed typed)
            implements Page {
        public Report {
            problems = List.copyOf(problems);
        }

        /// Ticked to say that none of the variants explains the disorder.
        public static final String NO_VARIANT = "none";

        /// What the signature says of the variants beside the conclusion.
        public String causeWords() {
            return file.report()
                    .cause()
                    .map(mark ->
                            switch (mark) {
                                case CauseMark.Explains _ ->
                                        "The variants marked as the cause explain the disorder, as the scientist who signed says.";
                                case CauseMark.None _ ->
                                        "None of these variants explains the disorder, as the scientist who signed says.";
                                case CauseMark.Uncertain _ ->
                                        "Whether one of these variants explains the disorder is not certain, as the scientist who signed says.";
                            })
                    .orElse(
                            "The signed conclusion is the answer; a variant counts as the cause only where the conclusion says so.");
        }

        /// The page with untouched forms.
        public Report(
                Frame frame,
                ReportFile file,
                Actor reader,
                String notice,
                List<FormProblem> problems,
                String conclusion) {
            this(frame, file, reader, notice, problems, conclusion, Typed.NOTHING);
        }

        /// Whether the reader can sign it.
        public boolean isToSign() {
            return !file.isSigned()
                    && reader.has(Role.SCIENTIST)
                    && reader.organisation().equals(file.laboratoryOds());
        }

        /// The results that a person can give.
        public List<Choice> resultKinds() {
            return Choice.resultKinds();
        }

        /// The result chosen so far, else the one that a person entered; a scientist always chooses
        /// anew for the program's proposal.
        public String chosenKind() {
            return typed.values().containsKey("conclusion")
                    ? typed.value("kind")
                    : file.report().kind().name();
        }

        /// The conclusion as typed so far, else the one to begin with.
        public String conclusionSoFar() {
            return typed.values().containsKey("conclusion")
                    ? typed.value("conclusion")
                    : conclusion;
        }

        /// Long alleles by their beginning and their length in bases.
        public String shortened(String allele) {
            return allele.length() <= 20
                    ? allele
                    : "%s… (%d bases)".formatted(allele.substring(0, 12), allele.length());
        }

        /// What changed for the patient, in words.
        public List<String> utilities() {
            return file.outcome().stream()
                    .flatMap(o -> o.outcome().clinicalUtility().stream().sorted())
                    .map(Wording::words)
                    .toList();
        }

        /// Whether the question is answered, to choose from.
        public List<Choice> caseSolvedChoices() {
            return Stream.of(Outcome.CaseSolved.values())
                    .map(c -> new Choice(c.name(), Wording.words(c)))
                    .toList();
        }

        /// Whether something can be done, to choose from.
        public List<Choice> actionabilityChoices() {
            return Stream.of(Outcome.Actionability.values())
                    .map(c -> new Choice(c.name(), Wording.words(c)))
                    .toList();
        }

        /// Whether the reader can record what it meant for the patient.
        public boolean takesOutcome() {
            return file.isSigned()
                    && reader.has(Role.CLINICIAN)
                    && file.order()
                            .orderingSite()
                            .filter(site -> site.isOrPartOf(reader.organisation()))
                            .isPresent();
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// A laboratory's worklist.
    ///
    /// @param reader who reads it
    /// @param notice what has just happened, empty if nothing
    /// @param refusal why a change was refused, empty if none was
    /// @param waitingSamples how many samples wait for their order
    record Laboratory(
            Frame frame,
            Worklist worklist,
            Actor reader,
            String notice,
            String refusal,
            int waitingSamples)
            implements Page {
        /// Why a task is put on hold: codes of `task-statusReason-genomics`.
        private static final List<String> HOLD_REASONS =
                List.of("awaiting-sample", "awaiting-rod-and-or-sample", "awaiting-order-detail");

        private static final String TO_ENTER =
                "Open the order to enter the result; a scientist then signs.";

        /// A step that a task can take.
        ///
        /// @param isMain whether it is the step that brings the work on
        public record Move(TaskStatus status, String words, boolean isMain) {}

        /// The worklist where no sample waits.
        public Laboratory(
                Frame frame, Worklist worklist, Actor reader, String notice, String refusal) {
            this(frame, worklist, reader, notice, refusal, 0);
        }

        /// Whether the reader is a scientist.
        public boolean isScientist() {
            return reader.has(Role.SCIENTIST);
        }

        /// Whether the reader may change tasks.
        public boolean changes() {
            return reader.has(Role.LABORATORY);
        }

        /// The steps that a task can take from here by hand.
        public List<Move> moves(Worklist.Item item) {
            if (item.testOrder().isClosing()) {
                return List.of(new Move(TaskStatus.CANCELLED, "Close the work", true));
            }
            boolean byHand = isByHand(item);
            return switch (item.task().status()) {
                case REQUESTED -> List.of(new Move(TaskStatus.ACCEPTED, "Accept", true));
                case ACCEPTED ->
                        byHand
                                ? List.of(
                                        new Move(TaskStatus.IN_PROGRESS, "Start", true),
                                        new Move(TaskStatus.COMPLETED, "Complete", false))
                                : List.of();
                case IN_PROGRESS ->
                        byHand
                                ? List.of(new Move(TaskStatus.COMPLETED, "Complete", true))
                                : List.of();
                case ON_HOLD -> List.of(new Move(TaskStatus.ACCEPTED, "Take off hold", true));
                case DRAFT, COMPLETED, REJECTED, FAILED, CANCELLED, ENTERED_IN_ERROR -> List.of();
            };
        }

        /// Whether somebody completes a task by hand, and not a file, an analysis or a signature.
        private static boolean isByHand(Worklist.Item item) {
            boolean genome = item.testOrder().method().filter(m -> m == TestMethod.WGS).isPresent();
            return switch (item.task().code()) {
                case GENETIC_GENOMIC_DATA_PROCESSING, INTERPRETATION -> !genome;
                case PRODUCE_FINAL_REPORT, DISTRIBUTE_REPORT -> false;
                case PROCESS_GENOMIC_TEST_REQUEST,
                        REQUEST_SAMPLE_ALIGNMENT,
                        SAMPLE_PREPARATION,
                        SAMPLE_PROCESSING,
                        PRODUCE_INTERIM_REPORT,
                        GENOMIC_MDT ->
                        true;
            };
        }

        /// Whether a task can be put on hold.
        public boolean canHold(Worklist.Item item) {
            return !item.testOrder().isClosing()
                    && TaskProcess.next(item.task().code(), item.task().status(), Mover.OWNER)
                            .contains(TaskStatus.ON_HOLD)
                    && isByHand(item);
        }

        /// Why a task can be put on hold.
        public List<String> holdReasons() {
            return HOLD_REASONS;
        }

        /// What brings a task to its end that nobody completes by hand; empty for others.
        public String waitsFor(Worklist.Item item) {
            if (item.testOrder().isClosing()) {
                return "The order was revoked. Stop, and close the work.";
            }
            boolean genome = item.testOrder().method().filter(m -> m == TestMethod.WGS).isPresent();
            return switch (item.task().code()) {
                case GENETIC_GENOMIC_DATA_PROCESSING ->
                        genome ? "Ends when the sequencing file is delivered." : TO_ENTER;
                case INTERPRETATION -> genome ? "The program interprets the file." : TO_ENTER;
                case PRODUCE_FINAL_REPORT -> genome ? "Ends when a scientist signs." : TO_ENTER;
                case DISTRIBUTE_REPORT -> "The service gives out the signed report.";
                case PROCESS_GENOMIC_TEST_REQUEST,
                        REQUEST_SAMPLE_ALIGNMENT,
                        SAMPLE_PREPARATION,
                        SAMPLE_PROCESSING,
                        PRODUCE_INTERIM_REPORT,
                        GENOMIC_MDT ->
                        "";
            };
        }
    }

    /// The samples that came before their order, and the form to book one in.
    ///
    /// @param laboratory its name
    /// @param samples that wait, the longest first
    /// @param now to count from
    /// @param matched the order that a sample was just found to belong to
    /// @param notice what else has just happened, empty if nothing
    record Samples(
            Frame frame,
            String laboratory,
            Actor reader,
            List<OrderSpecimen> samples,
            Instant now,
            Optional<OrderId> matched,
            String notice,
            List<FormProblem> problems,
            Typed typed)
            implements Page {
        /// What a sample can be, in the words of the order form.
        public static final List<String> KINDS =
                List.of(
                        "Blood specimen",
                        "Deoxyribonucleic acid specimen",
                        "Saliva specimen",
                        "Tissue specimen");

        public Samples {
            samples = List.copyOf(samples);
            problems = List.copyOf(problems);
        }

        /// Whether the reader can book a sample in.
        public boolean booksIn() {
            return reader.has(Role.LABORATORY);
        }

        /// When a sample came.
        public String came(OrderSpecimen sample) {
            return sample.arrivedAt().map(Wording::time).orElse("Not known");
        }

        /// How long a sample has waited.
        public String waited(OrderSpecimen sample) {
            return sample.arrivedAt()
                    .map(at -> Wording.duration(Duration.between(at, now)))
                    .orElse("Not known");
        }

        /// The NHS number that the laboratory read on the tube.
        public String onTheTube(OrderSpecimen sample) {
            return sample.person().map(NhsNumber::printed).orElse("None");
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// What a person chose about their data.
    ///
    /// @param notice what has just happened, empty if nothing
    record Choices(Frame frame, ChoicesView view, String notice) implements Page {}

    /// The letter of a person, to print for them, and how they are told that there is something to
    /// see.
    ///
    /// @param number of the order
    /// @param notice what has just happened, empty if nothing
    record Notices(
            Frame frame,
            Patient patient,
            OrderId order,
            String number,
            NoticesView view,
            String notice)
            implements Page {}

    /// The form to record a choice.
    record ChoiceEntry(Frame frame, ChoiceFormView view) implements Page {}

    /// A choice that is asked back before it is recorded.
    record ChoiceDoubt(Frame frame, ChoiceFormView.Doubtful view) implements Page {}

    /// Who is to be asked again about research.
    record ToAsk(Frame frame, DueView view) implements Page {}

    /// What was found in the family that matters to the patient of an order.
    ///
    /// @param patient the relative who is cared for
    /// @param order theirs
    /// @param number of the order
    /// @param answers what is told of each proband of the family
    /// @param reason why the law opens it, as typed
    record FamilyResult(
            Frame frame,
            Patient patient,
            OrderId order,
            String number,
            List<FamilyResults.Answer> answers,
            String reason,
            List<FormProblem> problems)
            implements Page {
        public FamilyResult {
            answers = List.copyOf(answers);
            problems = List.copyOf(problems);
        }

        /// Whether the gate refused a result, so that the law is the only way to it.
        public boolean isRefused() {
            return answers.stream().anyMatch(FamilyResults.Answer.Refused.class::isInstance);
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// Readings that were justified by an emergency or the law.
    record Reviews(Frame frame, ReviewsView view) implements Page {}

    /// The projects of a researcher: their analyses and outputs, and the form to ask.
    record Research(Frame frame, List<Project> projects, List<FormProblem> problems, Typed typed)
            implements Page {
        public Research {
            projects = List.copyOf(projects);
            problems = List.copyOf(problems);
        }

        /// A project.
        public record Project(
                ProjectReference reference,
                String title,
                List<Run> runs,
                List<OutputRequest> outputs) {
            public Project {
                runs = List.copyOf(runs);
                outputs = List.copyOf(outputs);
            }
        }

        /// What is wrong with a field.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }

        /// What can be counted.
        public List<Choice> kinds() {
            return List.of(
                    new Choice("table", "People, by the attributes below"),
                    new Choice("phenotypes", "Features beside whether a cause was found"),
                    new Choice("carriers", "Carriers of each allele in some regions"),
                    new Choice("burden", "How many alternate alleles people carry in some regions"),
                    new Choice("sums", "Days to the report, added up by one attribute below"));
        }

        /// The projects as choices.
        public List<Choice> choices() {
            return projects.stream()
                    .map(p -> new Choice(p.reference().value(), p.title()))
                    .toList();
        }

        /// What people can be told apart by.
        public List<Trait> traits() {
            return List.of(Trait.values());
        }

        /// A trait in words.
        public String words(Trait trait) {
            return ResearchController.words(trait);
        }
    }

    /// One analysis, and the form to ask for its release.
    record ResearchRun(Frame frame, Run run, List<FormProblem> problems, Typed typed)
            implements Page {
        public ResearchRun {
            problems = List.copyOf(problems);
        }

        /// What is wrong with a field.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// One request for release, as the team sees it.
    record ResearchOutput(Frame frame, OutputRequest request, List<FormProblem> problems)
            implements Page {
        public ResearchOutput {
            problems = List.copyOf(problems);
        }

        /// What is wrong with a field.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// The queue of output checkers.
    record Checking(Frame frame, List<OutputDesk.Queued> queue, String notice) implements Page {
        public Checking {
            queue = List.copyOf(queue);
        }
    }

    /// Who read whose data, for a privacy officer.
    ///
    /// @param organisation of the reader
    /// @param isOfOne whether one person's readings were asked for
    /// @param most that are shown
    record Readings(
            Frame frame,
            String organisation,
            List<Line> lines,
            boolean isOfOne,
            int most,
            List<FormProblem> problems,
            Typed typed)
            implements Page {
        public Readings {
            lines = List.copyOf(lines);
            problems = List.copyOf(problems);
        }

        /// What is wrong with the number.
        public String problem() {
            return FormProblem.of(problems, "nhsNumber");
        }

        /// A reading.
        ///
        /// @param who account and organisation
        /// @param whose the service's identifier of the person, or research's
        /// @param reason of the gate, if it was not shown
        public record Line(
                Instant at,
                String who,
                String purpose,
                String data,
                String whose,
                boolean isShown,
                String reason) {
            static Line of(AuditDesk.Shown shown) {
                LoggedAccess access = shown.access();
                return new Line(
                        access.at(),
                        "%s, %s".formatted(access.actor(), access.organisation()),
                        PatientWords.ofAnother(access.purpose()),
                        data(access.dataClass()),
                        switch (shown.named()) {
                            case PERSON -> "Person " + access.person().value();
                            case PARTICIPANT ->
                                    "Participant " + access.participant().orElse("not told");
                        },
                        access.permitted(),
                        access.reason());
            }

            private static String data(DataClass data) {
                return switch (data) {
                    case DEMOGRAPHICS -> "Name, date of birth and NHS number";
                    case ORDER -> "What test was asked for";
                    case TASK -> "The laboratory's work";
                    case CONSENT -> "Choices";
                    case FAMILY_RESULT -> "What matters to a relative";
                    case REPORT -> "Results";
                    case GENOME -> "Genome";
                    case USES, LETTER -> "Who used the data";
                    case RESEARCH_TERMS -> "Terms for research";
                    case READING, OWN_READING -> "Who read";
                };
            }
        }
    }

    /// One request for release, as a checker sees it.
    ///
    /// @param text of the file; empty once it is decided
    record CheckingOne(
            Frame frame,
            OutputRequest request,
            String text,
            List<FormProblem> problems,
            Typed typed)
            implements Page {
        public CheckingOne {
            problems = List.copyOf(problems);
        }

        /// What is wrong with a field.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }

        /// What a checker can say.
        public List<Choice> opinions() {
            return List.of(
                    new Choice("APPROVE", "It is safe to release"),
                    new Choice("REFUSE", "It is not safe"),
                    new Choice("ASK", "The team must answer a question first"));
        }
    }

    /// What a laboratory can do and has to do, and the forms to state it.
    record Capacity(Frame frame, CapacityView view) implements Page {}

    /// What a file of a laboratory's own work would be as an import.
    record WorkCheck(Frame frame, WorkCheckView view) implements Page {}

    /// One import of a laboratory's own work.
    record OneImport(Frame frame, WorkImportView view) implements Page {}

    /// How the service runs.
    ///
    /// @param notices how many messages to people wait, or never went
    record Overview(Frame frame, ServiceOverview overview, NoticeCounts notices) implements Page {
        /// Reports signed, by any method.
        public int signed() {
            return overview.turnaround().stream()
                    .mapToInt(ServiceOverview.Turnaround::reported)
                    .sum();
        }

        /// The standard or standards of a method, in days.
        public String standard(ServiceOverview.Turnaround row) {
            return row.shortestStandardDays() == row.longestStandardDays()
                    ? Wording.count(row.longestStandardDays(), "day")
                    : row.shortestStandardDays() + " to " + row.longestStandardDays() + " days";
        }

        /// Open orders as weeks of a laboratory's capacity.
        public String weeks(ServiceOverview.Load row) {
            return String.format(
                    Locale.UK, "%.1f", (double) row.openOrders() / row.capacitySamplesPerWeek());
        }
    }

    /// What laboratories can do and have promised.
    ///
    /// @param board as of now
    /// @param since the first day that `followed` counts
    /// @param followed how often the policy decided and was not followed
    /// @param otherwise why persons chose otherwise, by the laboratory that had been recommended
    /// @param funded training places that income of health data paid for
    record Promises(
            Frame frame,
            CapacityBoard.Board board,
            LocalDate since,
            PageData.Followed followed,
            List<PageData.ChosenOtherwise> otherwise,
            List<FundedPlaces> funded)
            implements Page {
        public Promises {
            funded = List.copyOf(funded);
            otherwise = List.copyOf(otherwise);
        }

        /// The name of a laboratory, or its code where it is no longer there.
        public String nameOf(OdsCode laboratory) {
            return board.laboratories().stream()
                    .filter(l -> l.ods().equals(laboratory))
                    .map(CapacityBoard.LaboratoryRows::name)
                    .findFirst()
                    .orElse(laboratory.value());
        }

        /// How many weeks of promises are known of a laboratory.
        public int weeks(CapacityBoard.LaboratoryRows laboratory) {
            return laboratory.rows().getFirst().weeks().size();
        }

        /// An amount, without a fraction where that says nothing.
        public String amount(double amount) {
            return String.format(
                    Locale.UK,
                    amount < 10 && amount != Math.rint(amount) ? "%.1f" : "%,.0f",
                    amount);
        }

        /// Days of queue.
        public String days(double days) {
            return String.format(Locale.UK, "%.1f", days);
        }

        /// A price in expected diagnoses.
        public String price(double price) {
            return price > 0 && price < 0.0005
                    ? "under 0.001"
                    : String.format(Locale.UK, "%.3f", price);
        }

        /// A share in per cent.
        public String share(double share) {
            return Double.isInfinite(share) ? "no capacity" : Math.round(100 * share) + " %";
        }
    }

    /// The workforce ahead: what was forecast last or one forecast, and for operators the form to
    /// ask for another.
    ///
    /// @param isOperator whether the reader has forecasts made and sees the whole service
    /// @param found the forecast; absent where none was made yet
    /// @param jobs the newest first; none for managers
    /// @param rollouts that can be carried out meanwhile
    /// @param organisation of which all competences are shown; absent: what is lost first, of all
    /// @param notice what has just happened, empty if nothing
    /// @param problems what is wrong with the form
    /// @param typed what the form held when it was sent
    record WorkforceAhead(
            Frame frame,
            boolean isOperator,
            Optional<ForecastDesk.Found> found,
            List<ForecastJob> jobs,
            List<Choice> rollouts,
            Optional<OdsCode> organisation,
            String notice,
            List<FormProblem> problems,
            Typed typed)
            implements Page {
        private static final int MOST_LINES = 30;
        private static final int REFRESH_SECONDS = 5;

        public WorkforceAhead {
            jobs = List.copyOf(jobs);
            rollouts = List.copyOf(rollouts);
            problems = List.copyOf(problems);
        }

        /// Seconds after which the page is loaded again; 0 where nothing will change.
        public int refreshSeconds() {
            return found.filter(f -> !f.job().state().isEnded()).isPresent() ? REFRESH_SECONDS : 0;
        }

        /// Its result, if it is done.
        public Optional<ForecastResult> result() {
            return found.flatMap(ForecastDesk.Found::result);
        }

        /// Jobs that have not ended, but for the one that is shown.
        public List<ForecastJob> open() {
            return jobs.stream()
                    .filter(j -> !j.state().isEnded())
                    .filter(j -> found.filter(f -> f.job().id().equals(j.id())).isEmpty())
                    .toList();
        }

        /// Every line that the choice of an organisation leaves.
        public List<Cover> chosen() {
            return result().map(r ->
                            r.cover().stream()
                                    .filter(c ->
                                            organisation
                                                    .filter(o -> !o.equals(c.organisation()))
                                                    .isEmpty())
                                    .toList())
                    .orElse(List.of());
        }

        /// The lines of the table: what must always be held before the rest, what is lost first at
        /// the top.
        public List<Cover> lines() {
            return chosen().stream()
                    .sorted(
                            java.util.Comparator.comparing((Cover c) -> !c.duty())
                                    .thenComparing(c -> c.lostOn().orElse(LocalDate.MAX))
                                    .thenComparingDouble(c -> -c.last().noneShare())
                                    .thenComparing(c -> c.organisation().value())
                                    .thenComparing(Cover::competence))
                    .limit(MOST_LINES)
                    .toList();
        }

        /// The organisations to choose from.
        public List<Choice> organisations() {
            List<Choice> choices = new ArrayList<>();
            for (Cover line : result().map(ForecastResult::cover).orElse(List.of())) {
                Choice choice =
                        new Choice(
                                line.organisation().value(),
                                line.name() + " (" + line.organisation() + ")");
                if (!choices.contains(choice)) {
                    choices.add(choice);
                }
            }
            return choices;
        }

        /// Lines that must always be held, and nobody holds today.
        public long missing() {
            return chosen().stream().filter(c -> c.duty() && c.lacksEverybody()).count();
        }

        /// Lines that somebody holds today.
        public long held() {
            return chosen().stream().filter(c -> !c.lacksEverybody()).count();
        }

        /// Of these, those that end within the time if nobody renews.
        public long lost() {
            return chosen().stream()
                    .filter(c -> !c.lacksEverybody() && c.lostOn().isPresent())
                    .count();
        }

        /// Of these, those that hang on one person.
        public long thin() {
            return chosen().stream().filter(c -> c.holders() == 1).count();
        }

        /// The plots.
        public ForecastPlots plots() {
            return ForecastPlots.of(result().orElseThrow(), chosen());
        }

        /// The scenarios that workforce plans come with.
        public List<Choice> scenarios() {
            return List.of(
                    new Choice("regional-example", "A small region (regional-example)"),
                    new Choice("national-today", "England today (national-today)"));
        }

        /// What was typed into a field, else what stands in it at first.
        public String value(String field, String first) {
            return typed.values().isEmpty() ? first : typed.value(field);
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// The form to ask for a roll-out, and the roll-outs there are.
    ///
    /// @param jobs the newest first
    /// @param funded what income of health data has bought that can be planned with
    /// @param notice what has just happened, empty if nothing
    /// @param problems what is wrong with the form
    /// @param typed what the form held when it was sent
    record Rollouts(
            Frame frame,
            List<RolloutJob> jobs,
            List<FundedOption> funded,
            String notice,
            List<FormProblem> problems,
            Typed typed)
            implements Page {
        public Rollouts {
            funded = List.copyOf(funded);
            jobs = List.copyOf(jobs);
            problems = List.copyOf(problems);
        }

        /// The scenarios that come with the program.
        public List<Choice> scenarios() {
            return List.of(
                    new Choice("national-today", "England today (national-today)"),
                    new Choice("national-2018", "England in 2018 (national-2018)"),
                    new Choice(
                            "regional-example",
                            "A small region to try things on (regional-example)"));
        }

        /// The catalogues to choose from.
        public List<Choice> catalogues() {
            return List.of(
                    new Choice("", "The one that goes with the scenario"),
                    new Choice("national-investments", "National (national-investments)"),
                    new Choice("regional-investments", "Regional (regional-investments)"));
        }

        /// What was typed into a field, else what stands in it at first.
        public String value(String field, String first) {
            return typed.values().isEmpty() ? first : typed.value(field);
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// A roll-out without a result: it waits, runs, failed or was cancelled.
    record RolloutProgress(Frame frame, RolloutDesk.Found found) implements Page {
        /// How often the page is loaded again where scripts do not run.
        static final int REFRESH_SECONDS = 5;

        /// Seconds after which the page is loaded again; 0 where nothing will change.
        public int refreshSeconds() {
            return found.job().state().isEnded() ? 0 : REFRESH_SECONDS;
        }
    }

    /// A roll-out with its result.
    ///
    /// @param service whose it is
    /// @param plots of the result
    record RolloutDone(
            Frame frame,
            RolloutJob job,
            RolloutResult.Service service,
            RolloutResult.Judged judged,
            RolloutPlots plots)
            implements Page {
        /// The quarters, from 0.
        public List<Integer> quarters() {
            return java.util.stream.IntStream.range(0, service.quarters()).boxed().toList();
        }

        /// Whether money of any part of the plan is confirmed.
        public boolean hasConfirmedMoney() {
            return judged.plan().meant().stream().anyMatch(i -> i.hasConfirmedMoney());
        }

        /// From which quarter on every level holds in most replications, where not from the first
        /// on.
        public Optional<RolloutReport.Binding> holdsFrom() {
            return judged.report().bindingResources().stream()
                    .filter(b -> b.heldFromShare() > 0.5)
                    .findFirst()
                    .filter(b -> b.quarter() > 0);
        }

        /// How many sites are live at the end of a quarter if nothing is late, and in all.
        public String live(int quarter) {
            List<GoLiveMap.Site> sites =
                    judged.map().regions().stream().flatMap(r -> r.sites().stream()).toList();
            long live =
                    sites.stream()
                            .filter(s ->
                                    s.isLive() || s.quarter().filter(q -> q <= quarter).isPresent())
                            .count();
            return "%d of %d".formatted(live, sites.size());
        }
    }

    /// Several plans beside each other.
    ///
    /// @param service whose they are
    /// @param plots of the comparison
    record RolloutComparison(
            Frame frame,
            RolloutJob job,
            RolloutResult.Service service,
            RolloutResult.Compared compared,
            RolloutPlots plots)
            implements Page {
        /// The quarters, from 0.
        public List<Integer> quarters() {
            return java.util.stream.IntStream.range(0, service.quarters()).boxed().toList();
        }

        /// The plans' rows.
        public List<PlanComparison.Row> rows() {
            return compared.comparison().rows();
        }
    }

    /// The yields that requests are routed with beside what the service's own outcomes would give.
    record Yields(Frame frame, YieldBoard.Board board) implements Page {
        private static final double CONFIDENCE = 0.95;

        /// Fewer of a kind are not told apart.
        private static final int LEAST_TOLD = 5;

        /// What a proposal is about, without its class of indications.
        public String about(YieldTable.Case about) {
            StringBuilder words = new StringBuilder(Wording.sentence(about.method().words()));
            about.family().ifPresent(family -> words.append(", ").append(words(family)));
            if (!about.afterNegative().isEmpty()) {
                words.append(", after ")
                        .append(
                                about.afterNegative().stream()
                                        .map(AssayMethod::words)
                                        .collect(Collectors.joining(" and ")))
                        .append(" without a finding");
            }
            return words.toString();
        }

        private static String words(RoutingRequest.FamilyStructure family) {
            return switch (family) {
                case SINGLETON -> "patient alone";
                case DUO -> "patient and a relative";
                case TRIO -> "patient and both parents";
                case OTHER -> "other families";
            };
        }

        /// Classes of indications with something proposed.
        public List<String> groups() {
            return board.proposal().rows().stream()
                    .map(row -> row.proposed().about().indicationGroup())
                    .distinct()
                    .toList();
        }

        /// A class of indications in words.
        public String group(String group) {
            return switch (group) {
                case IndicationGroups.RARE_DISEASE -> "Rare disease";
                case IndicationGroups.CANCER -> "Cancer";
                default -> group;
            };
        }

        /// What is proposed for a class.
        public List<YieldProposal.Row> rows(String group) {
            return board.proposal().rows().stream()
                    .filter(row -> row.proposed().about().indicationGroup().equals(group))
                    .toList();
        }

        /// The mean in per cent.
        public String mean(YieldTable.Entry entry) {
            return perCent(entry.mean()) + " %";
        }

        /// What it lies between with 95 % probability.
        public String range(YieldTable.Entry entry) {
            Interval interval = interval(entry);
            return "%s to %s".formatted(perCent(interval.lower()), perCent(interval.upper()));
        }

        private static Interval interval(YieldTable.Entry entry) {
            return Interval.ofBeta(entry.alpha(), entry.beta(), CONFIDENCE);
        }

        private static String rounded(double share) {
            long perCent = Math.round(100 * share);
            return perCent == 0 ? "under 1 %" : perCent + " %";
        }

        private static String perCent(double share) {
            return String.format(Locale.UK, "%.1f", 100 * share);
        }

        /// Whether the proposal lies outside of what the table in force holds for possible.
        public boolean isSurprising(YieldProposal.Row row) {
            return row.present()
                    .map(Yields::interval)
                    .filter(i ->
                            row.proposed().mean() < i.lower() || row.proposed().mean() > i.upper())
                    .isPresent();
        }

        /// What the proposal would change, in percentage points.
        public String change(YieldProposal.Row row) {
            return row.present()
                    .map(now ->
                            "%+.1f"
                                    .formatted(100 * (row.proposed().mean() - now.mean()))
                                    .replace('-', '−'))
                    .orElse("new");
        }

        /// How many found the cause of how many tests; few of either are not told apart.
        public String found(YieldProposal.Row row) {
            int missed = row.tested() - row.found();
            String found =
                    row.found() < LEAST_TOLD
                            ? "under " + LEAST_TOLD
                            : missed < LEAST_TOLD
                                    ? "over " + Wording.number(row.tested() - LEAST_TOLD)
                                    : Wording.number(row.found());
            return "%s of %s".formatted(found, Wording.number(row.tested()));
        }

        /// What else is to be known of a proposal.
        public List<String> remarks(YieldProposal.Row row) {
            List<String> remarks = new ArrayList<>();
            remarks.add("%s in all".formatted(Wording.count(row.requests(), "request")));
            if (row.pending() > 0) {
                remarks.add(
                        "%s not reported yet"
                                .formatted(
                                        row.pending() < LEAST_TOLD
                                                ? "under " + LEAST_TOLD
                                                : Wording.number(row.pending())));
            }
            remarks.add("%s without correction".formatted(perCent(row.naiveMean()) + " %"));
            if (row.unseenShare() > 0) {
                remarks.add(
                        "for %s of the requests nobody alike had this test, and the present yield speaks"
                                .formatted(rounded(row.unseenShare())));
            }
            if (row.pooledShare() > 0) {
                remarks.add(
                        "for %s too few alike had it to correct among them"
                                .formatted(rounded(row.pooledShare())));
            }
            return remarks;
        }
    }

    /// The test directory, to search and to browse.
    record Directory(Frame frame, DirectoryView view) implements Page {}

    /// One indication in every version of the directory that has it.
    record Indication(Frame frame, IndicationView view) implements Page {}

    /// What differs between two versions of the directory.
    record Differences(Frame frame, DifferencesView view) implements Page {}

    /// The gene panels, to search and to browse.
    record Panels(Frame frame, PanelsView view) implements Page {}

    /// One version of a gene panel.
    record GenePanel(Frame frame, PanelView view) implements Page {}

    /// What differs between two versions of a gene panel.
    record PanelDifferences(Frame frame, PanelDifferencesView view) implements Page {}

    /// What orders are checked against.
    record Checks(Frame frame, ServiceChecks checks) implements Page {}

    /// Contracts, alerts and the books, for finance staff.
    ///
    /// @param refusals lately, the newest first
    /// @param closedThrough the last closed day
    /// @param notice what has just been done; empty if nothing
    record Finance(
            Frame frame,
            LocalDate today,
            List<Agreement> agreements,
            List<ContractStore.Refusal> refusals,
            TrialBalance balance,
            Optional<LocalDate> closedThrough,
            String notice,
            Typed typed,
            List<FormProblem> problems)
            implements Page {
        public Finance {
            agreements = List.copyOf(agreements);
            refusals = List.copyOf(refusals);
            problems = List.copyOf(problems);
        }

        /// Whether there is a declaration that should be looked into.
        public boolean hasAlerts() {
            return agreements.stream().anyMatch(a -> !a.alerts().isEmpty());
        }

        /// Where a contract stands.
        public String status(Agreement agreement) {
            if (agreement.ended().isPresent()) {
                return Wording.sentence(agreement.ended().get().ending().words());
            }
            return agreement.inForce().isEmpty()
                    ? "Draft"
                    : agreement.isInForce(today) ? "In force" : "Not in force today";
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// The form of a new contract.
    ///
    /// @param projects that a contract can be about
    record ContractForm(Frame frame, List<Choice> projects, Typed typed, List<FormProblem> problems)
            implements Page {
        public ContractForm {
            projects = List.copyOf(projects);
            problems = List.copyOf(problems);
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }

        /// What the data is used for.
        public List<Choice> purposes() {
            return Stream.of(Contract.Purpose.values())
                    .map(p -> new Choice(p.name(), MoneyWords.words(p)))
                    .toList();
        }

        /// What a party can be.
        public List<Choice> kinds() {
            return List.of(
                    new Choice("COMPANY", "Company"),
                    new Choice("ACADEMIC", "University or research institute"),
                    new Choice("CHARITY", "Charity"),
                    new Choice("PUBLIC_BODY", "Other public body"),
                    new Choice("NHS_BODY", "Part of the health service"));
        }
    }

    /// One contract with everything that happened under it.
    ///
    /// @param subject what it is about
    /// @param form of the problems: the kind of what was asked for; empty if none
    record OneContract(
            Frame frame,
            Agreement agreement,
            Optional<ContractSubjects.Subject> subject,
            String form,
            Typed typed,
            List<FormProblem> problems)
            implements Page {
        public OneContract {
            problems = List.copyOf(problems);
        }

        /// The document of the last version.
        public ContractDocument document() {
            return ContractDocument.of(agreement.latest().contract());
        }

        /// Whether VAT is charged by the last version without saying under which registration.
        public boolean lacksVatNumber() {
            Contract contract = agreement.latest().contract();
            return contract.vat() == Contract.VatTreatment.STANDARD
                    && contract.provider().vatNumber().isEmpty();
        }

        /// The parties that have not signed the last version.
        public List<Choice> unsigned() {
            Contract contract = agreement.latest().contract();
            return Stream.of(contract.provider(), contract.partner())
                    .filter(party ->
                            agreement.latest().signatures().stream()
                                    .noneMatch(s -> s.party().equals(party.id())))
                    .map(party -> new Choice(party.id(), party.name()))
                    .toList();
        }

        /// The clauses of one kind of what is in force.
        public List<Choice> clauses(Class<? extends Instrument> kind) {
            return agreement
                    .inForce()
                    .map(contract ->
                            contract.instruments().stream()
                                    .filter(kind::isInstance)
                                    .map(i -> new Choice(i.clause(), i.clause()))
                                    .toList())
                    .orElse(List.of());
        }

        /// Milestones.
        public List<Choice> milestones() {
            return clauses(Instrument.Milestone.class);
        }

        /// Royalties.
        public List<Choice> royalties() {
            return clauses(Instrument.Royalty.class);
        }

        /// Why a contract can end early.
        public List<Choice> endings() {
            return Stream.of(AgreementStep.Ending.values())
                    .map(e -> new Choice(e.name(), Wording.sentence(e.words())))
                    .toList();
        }

        /// What was typed into a field of a form.
        public String value(String kind, String field) {
            return form.equals(kind) ? typed.value(kind + "-" + field) : "";
        }

        /// What is wrong with a field of a form, empty if nothing.
        public String problem(String kind, String field) {
            return FormProblem.of(problems, kind + "-" + field);
        }
    }

    /// The funds: what each holds, what was bought, the rules.
    ///
    /// @param proposals that nobody has spent yet
    record FundList(
            Frame frame,
            MoneyFigures figures,
            List<Funds.Proposal> proposals,
            List<Choice> sites,
            List<Choice> laboratories,
            String form,
            Typed typed,
            List<FormProblem> problems)
            implements Page {
        public FundList {
            proposals = List.copyOf(proposals);
            sites = List.copyOf(sites);
            laboratories = List.copyOf(laboratories);
            problems = List.copyOf(problems);
        }

        /// What is proposed.
        public List<Choice> proposed() {
            return proposals.stream()
                    .map(Funds.Proposal::what)
                    .map(what ->
                            new Choice(
                                    what.number(),
                                    "%s: %s, %s"
                                            .formatted(
                                                    what.number(),
                                                    MoneyWords.words(what.option()),
                                                    MoneyWords.money(what.amount()))))
                    .toList();
        }

        /// What can be bought.
        public List<Choice> options() {
            return List.of(
                    new Choice("digitising", "Digital orders and reports at a site"),
                    new Choice("sequencers", "Sequencers for a laboratory"),
                    new Choice("training", "Training places at a laboratory"),
                    new Choice("patients", "What patients' representatives decided on"));
        }

        /// Whom places can be for.
        public List<Choice> roles() {
            return Stream.of(StaffRole.values())
                    .map(r -> new Choice(r.name(), Wording.sentence(r.words())))
                    .toList();
        }

        /// What was typed into a field of a form.
        public String value(String kind, String field) {
            return form.equals(kind) ? typed.value(kind + "-" + field) : "";
        }

        /// What is wrong with a field of a form, empty if nothing.
        public String problem(String kind, String field) {
            return FormProblem.of(problems, kind + "-" + field);
        }
    }

    /// What health data earned and what became of it, for everybody.
    record Money(Frame frame, MoneyFigures figures) implements Page {}

    /// What orders on paper took, and the form to write it down.
    ///
    /// @param laboratory its name
    /// @param sheets kept last, the newest first
    /// @param notice what has just happened, empty if nothing
    record PaperOrders(
            Frame frame,
            String laboratory,
            List<PaperStore.Listed> sheets,
            String notice,
            List<FormProblem> problems,
            Typed typed)
            implements Page {
        public PaperOrders {
            sheets = List.copyOf(sheets);
            problems = List.copyOf(problems);
        }

        /// What was missing, in words.
        public String missing(PaperSheet sheet) {
            return sheet.missing().isEmpty()
                    ? "Nothing"
                    : sheet.missing().stream()
                            .map(PaperGap::words)
                            .collect(java.util.stream.Collectors.joining("; "));
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// How digital all sites are.
    record Maturity(Frame frame, MaturityView view, String notice) implements Page {}

    /// How digital one site is.
    record SiteMaturity(Frame frame, SiteMaturityView view, String notice) implements Page {}

    /// The network on one day: its laboratories and sites, what each has and what does not work.
    record Infrastructure(Frame frame, InfrastructureView view) implements Page {}

    /// Something went wrong.
    ///
    /// @param status the HTTP status
    /// @param heading what, in a few words
    /// @param words why, in plain words
    /// @param advice what to do
    record Problem(Frame frame, int status, String heading, String words, String advice)
            implements Page {}

    /// Who used a person's data, and their tests, as they read it themselves.
    ///
    /// @param show which uses are shown
    /// @param earned what projects have brought, in words, by their number
    /// @param projects for which these were
    record Mine(
            Frame frame,
            PatientOffice.Overview overview,
            OwnUse.Show show,
            NoticeOffice.Standing notices,
            Map<String, String> earned,
            List<PublicProject> projects)
            implements Page {
        public Mine {
            earned = Map.copyOf(earned);
            projects = List.copyOf(projects);
        }

        /// What a project has brought; empty if it has no contract.
        public String earned(OwnUse.Project project) {
            return earned.getOrDefault(project.id().value(), "");
        }

        /// Whether results may be named.
        public boolean isTold() {
            return overview.tests().stream().anyMatch(test -> test.answer().isPresent());
        }
    }

    /// For whom somebody acts.
    record ActsFor(Frame frame, List<ProxyOffice.ActsFor> people) implements Page {
        public ActsFor {
            people = List.copyOf(people);
        }
    }

    /// What somebody reads who acts for another.
    record ForPerson(Frame frame, ProxyOffice.Reading reading, String notice) implements Page {}

    /// The form to choose for another.
    ///
    /// @param chosen the answer that is marked
    /// @param out uses that are left out
    record ForChoices(
            Frame frame,
            ProxyOffice.Reading reading,
            OwnChoice chosen,
            Set<Use> out,
            List<FormProblem> problems)
            implements Page {
        public ForChoices {
            out = Set.copyOf(out);
            problems = List.copyOf(problems);
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// What protects the person of an order, with the forms to record it.
    record Safeguards(Frame frame, SafeguardsView view) implements Page {}

    /// What is held back and ends soon.
    ///
    /// @param organisation whose patients
    record SafeguardsDue(Frame frame, String organisation, List<SafeguardOffice.ToReview> due)
            implements Page {
        public SafeguardsDue {
            due = List.copyOf(due);
        }
    }

    /// A person's choices, to be changed by themselves.
    ///
    /// @param chosen the answer that is marked
    /// @param out uses that are left out
    /// @param wording by which people are asked today
    /// @param notices how they are told that there is something to see
    record MyChoices(
            Frame frame,
            PatientOffice.Choices choices,
            OwnChoice chosen,
            Set<Use> out,
            ConsentWordings.Version wording,
            NoticesView notices,
            String notice,
            List<FormProblem> problems)
            implements Page {
        public MyChoices {
            out = Set.copyOf(out);
            problems = List.copyOf(problems);
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// What [Mine] and [MyChoices] say, as a letter.
    ///
    /// @param form how it is set
    /// @param on the day of the letter
    record MyLetter(Frame frame, PatientOffice.Overview overview, LetterForm form, LocalDate on)
            implements Page {}

    /// The public register of a day.
    ///
    /// @param days for which there is one, newest first
    /// @param projects the newest that are published
    record Register(
            Frame frame,
            RegisterFigures figures,
            List<LocalDate> days,
            PublicProjects.Some projects)
            implements Page {
        public Register {
            days = List.copyOf(days);
        }

        /// What became of projects' results, by what is said of them.
        public Map<String, Integer> results(RegisterFigures.Research research) {
            Map<String, Integer> results = new LinkedHashMap<>();
            results.put("Released, because every rule held", research.releasedByRules());
            results.put("Released, after two people had looked", research.releasedByCheckers());
            results.put("Refused", research.refused());
            results.put("Waiting for people to look", research.waiting());
            return results;
        }

        /// What a use is for.
        public String words(RegisterFigures.Use use) {
            return switch (Purpose.valueOf(use.purpose())) {
                case DIRECT_CARE -> "Care of the person";
                case LABORATORY_WORK -> "Doing a test";
                case CHOOSING_A_TEST -> "Choosing the right test";
                case CARE_OF_RELATIVE -> "Care of a relative";
                case RESEARCH -> "Research by hospitals, universities and charities";
                case RESEARCH_BY_COMPANIES -> "Research by companies";
                case OWN_RECORD -> "People reading their own record";
                case ON_BEHALF -> "Parents, attorneys and carers reading for a person";
                case AUDIT -> "Privacy officers checking who read";
                case SERVICE_MANAGEMENT -> "Running the service";
            };
        }
    }

    /// Own projects of a researcher.
    record Projects(
            Frame frame,
            List<ProjectLine> lines,
            ProjectLists.Turnaround turnaround,
            CommitteeRules rules)
            implements Page {
        public Projects {
            lines = List.copyOf(lines);
        }
    }

    /// The form of an application.
    ///
    /// @param id of the project; absent before the first draft
    /// @param questions that wait, which a change can answer
    /// @param forbidden uses that no committee can allow, to declare
    record ProjectApplication(
            Frame frame,
            Optional<String> id,
            List<Choice> questions,
            List<Choice> forbidden,
            Typed typed,
            List<FormProblem> problems)
            implements Page {
        public ProjectApplication {
            questions = List.copyOf(questions);
            forbidden = List.copyOf(forbidden);
            problems = List.copyOf(problems);
        }

        /// The message beside a field; empty if there is none.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }

        /// What can be studied.
        public List<Choice> aims() {
            return ProjectForm.AIMS;
        }

        /// For profit or not.
        public List<Choice> reaches() {
            return ProjectForm.REACHES;
        }

        /// What people must look at.
        public List<Choice> sensitive() {
            return ProjectForm.SENSITIVE;
        }

        /// What a project undertakes.
        public List<Choice> promises() {
            return ProjectForm.PROMISES;
        }

        /// Which data can be wanted.
        public List<Choice> data() {
            return ProjectForm.DATA;
        }
    }

    /// One project.
    record OneProject(Frame frame, ProjectView view) implements Page {}

    /// What the committee works from.
    ///
    /// @param page from 1
    record Committee(
            Frame frame,
            Acting reader,
            ProjectLists.Show show,
            int page,
            ProjectLists.Lines lines,
            List<CommitteeSeat> seats,
            ProjectLists.Turnaround turnaround,
            CommitteeRules rules)
            implements Page {
        public Committee {
            seats = List.copyOf(seats);
        }

        /// What can be shown.
        public static String words(ProjectLists.Show show) {
            return switch (show) {
                case WAITING -> "Waiting for the committee";
                case WITH_APPLICANT -> "With the applicant";
                case APPROVED -> "Approved";
                case OVER -> "Over";
            };
        }

        /// As an address says it.
        public static String code(ProjectLists.Show show) {
            return show.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Who may use data now.
    record Entitlements(Frame frame, List<AccessOffice.Entitlement> open, List<Bar> bars)
            implements Page {
        public Entitlements {
            open = List.copyOf(open);
            bars = List.copyOf(bars);
        }
    }

    /// Days in words, such as `4.5 days`; `–` of nothing.
    static String days(Optional<Double> days) {
        return days.map(d -> String.format(Locale.ROOT, "%.1f days", d)).orElse("–");
    }

    /// Published projects.
    record PublicList(Frame frame, PublicProjects.Some projects) implements Page {}

    /// One published project.
    ///
    /// @param earned what it has brought, in words; empty if it has no contract
    record PublicOne(Frame frame, PublicProject project, String earned) implements Page {}

    /// All consultations.
    ///
    /// @param all the one that opened last first
    record Consultations(Frame frame, List<Consultation> all, LocalDate today) implements Page {
        public Consultations {
            all = List.copyOf(all);
        }

        /// Where one is in its course.
        public String words(Consultation consultation) {
            return OneConsultation.words(consultation, consultation.phase(today));
        }
    }

    /// One consultation.
    ///
    /// @param figure that its example names, as it stands today
    /// @param results absent until it is closed
    /// @param decisions how it ended, the newest last
    /// @param form as filled in so far
    record OneConsultation(
            Frame frame,
            Consultation consultation,
            Consultation.Phase phase,
            String figure,
            Optional<Results> results,
            DialogueDesk.Remarks remarks,
            ModerationRules rules,
            List<PublicDecision> decisions,
            Form form,
            String notice,
            List<FormProblem> problems)
            implements Page {
        public OneConsultation {
            decisions = List.copyOf(decisions);
            problems = List.copyOf(problems);
        }

        /// The form of an answer.
        ///
        /// @param number of the form, which counts once
        /// @param option that is chosen; may be empty
        /// @param words may be empty
        public record Form(String number, String option, String words) {
            /// Never the words: they may be personal data.
            @Override
            public String toString() {
                return "Form[" + number + "]";
            }
        }

        static String words(Consultation consultation, Consultation.Phase phase) {
            return switch (phase) {
                case PLANNED -> "Opens on " + Wording.day(consultation.opens());
                case OPEN -> "Open until " + Wording.day(consultation.closes());
                case CLOSED -> "Closed on " + Wording.day(consultation.closes());
            };
        }

        /// Where it is in its course.
        public String words() {
            return words(consultation, phase);
        }

        /// What can be chosen.
        public List<Choice> choices() {
            return consultation.options().stream()
                    .map(o -> new Choice(o.code(), o.words()))
                    .toList();
        }

        /// A number as the public sees it.
        public static String count(PublishedCount count) {
            return switch (count) {
                case PublishedCount.Shown(long rounded) -> Wording.number(rounded);
                case PublishedCount.Hidden _ -> "none or a few";
            };
        }

        /// Such as `58 % (53 to 63)`.
        public static String words(Share share) {
            return String.format(
                    Locale.ROOT,
                    "%.0f %% (%.0f to %.0f)",
                    100 * share.estimate(),
                    100 * share.lower(),
                    100 * share.upper());
        }

        /// A rule of moderation in words.
        public String rule(int number) {
            return rules.rule(number).map(ModerationRules.Rule::words).orElse("");
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// By which rules words are published.
    record ConsultationRules(Frame frame, ModerationRules rules) implements Page {}

    /// What people wrote beside their answers, for a moderator.
    ///
    /// @param waiting consultations that have such texts
    /// @param rules that are published
    record Moderation(
            Frame frame,
            List<Waiting> waiting,
            ModerationRules rules,
            String notice,
            List<FormProblem> problems)
            implements Page {
        /// Chosen to publish a text.
        static final String PUBLISH = "publish";

        public Moderation {
            waiting = List.copyOf(waiting);
            problems = List.copyOf(problems);
        }

        /// Texts of a consultation.
        ///
        /// @param shown the oldest
        /// @param all how many wait, as far as the desk counts
        public record Waiting(Consultation consultation, List<Remark> shown, int all) {
            public Waiting {
                shown = List.copyOf(shown);
            }
        }

        /// The field in which a text is decided about.
        public static String field(String consultation, String number) {
            return "outcome-%s-%s".formatted(consultation, number);
        }

        /// What can become of a text.
        public List<Choice> outcomes() {
            List<Choice> outcomes = new ArrayList<>();
            outcomes.add(new Choice(PUBLISH, "Publish it"));
            rules.rules()
                    .forEach(rule ->
                            outcomes.add(
                                    new Choice(
                                            Integer.toString(rule.number()),
                                            "Refuse it by rule %d: %s"
                                                    .formatted(rule.number(), rule.words()))));
            return outcomes;
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// The wording of consent in all versions.
    record ConsentWording(Frame frame, ConsentWordings wordings, LocalDate today) implements Page {
        /// Whether a version is in force.
        public boolean inForce(ConsentWordings.Version version) {
            return wordings.inForce(today).equals(version);
        }
    }

    /// What the survey of awareness and trust found.
    record SurveyTable(Frame frame, SurveyResults results) implements Page {
        /// A share with its limits.
        public String words(Optional<Share> share) {
            return share.map(OneConsultation::words).orElse("not told");
        }
    }

    /// The evaluations of the service.
    ///
    /// @param evaluations newest first
    /// @param protocols that were registered, the last first
    /// @param verifierKey of their seals
    /// @param request that an operator made last
    record Evaluations(
            Frame frame,
            List<PublishedEvaluation> evaluations,
            List<EvaluationProtocol.Logged> protocols,
            String verifierKey,
            Optional<EvaluationStore.Request> request)
            implements Page {
        public Evaluations {
            evaluations = List.copyOf(evaluations);
            protocols = List.copyOf(protocols);
        }

        /// Those that are registered.
        public List<EvaluationProtocol.Logged> registered() {
            return protocols.stream().filter(p -> p.protocol().isRegistered()).toList();
        }

        /// How many others the service was started with under the version of a registered one.
        public long changed(EvaluationProtocol.Logged registered) {
            return protocols.stream()
                    .map(EvaluationProtocol.Logged::protocol)
                    .filter(p ->
                            p.version().equals(registered.protocol().version())
                                    && !p.isRegistered())
                    .count();
        }

        /// Whether an evaluation was asked for and is not made yet.
        public boolean waits() {
            return request.filter(r -> r.ended().isEmpty()).isPresent();
        }
    }

    /// One evaluation.
    ///
    /// @param entry of its record in the log, once it is there
    /// @param body HTML that the engine wrote
    record OneEvaluation(
            Frame frame, PublishedEvaluation evaluation, Optional<Long> entry, String body)
            implements Page {}

    /// A document that comes with the program.
    ///
    /// @param document as HTML
    /// @param beside where another stands that belongs to it
    /// @param besideWords what that is
    /// @param tables where its numbers can be had, as CSV and JSON
    record Document(
            Frame frame, BlockPage document, String beside, String besideWords, List<String> tables)
            implements Page {
        public Document {
            tables = List.copyOf(tables);
        }
    }

    /// A protocol by which the service is evaluated.
    ///
    /// @param protocols of one version, the registered one first
    /// @param asked what it asks; empty if it has a form that this program does not read
    /// @param evaluations by it, newest first
    record EvaluationProtocol(
            Frame frame,
            List<Logged> protocols,
            Optional<Protocol> asked,
            List<PublishedEvaluation> evaluations)
            implements Page {
        public EvaluationProtocol {
            protocols = List.copyOf(protocols);
            evaluations = List.copyOf(evaluations);
        }

        /// A protocol, and where it stands in the log.
        ///
        /// @param entry of its record in the log, once it is there
        public record Logged(LoggedProtocol protocol, Optional<Long> entry) {}

        /// The one that is registered.
        public Logged registered() {
            return protocols.getFirst();
        }

        /// Others that the service was started with under the same version.
        public List<Logged> others() {
            return protocols.subList(1, protocols.size());
        }

        /// Where a version has its page.
        public static String path(String version) {
            return "/evaluation/protocols/"
                    + UriUtils.encodePathSegment(version, StandardCharsets.UTF_8);
        }

        /// What an estimand is, in words.
        public static String words(Estimand estimand) {
            return Wording.sentence(
                    estimand.measure().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    /// What the data resource holds, in numbers.
    ///
    /// @param catalogue that stands; absent while none was published
    /// @param rules by which it is made
    record PublicCatalogue(Frame frame, Optional<Catalogue> catalogue, DisclosureRules rules)
            implements Page {
        /// The kinds of data, each with how many people there is some of.
        public static List<Heading> kinds() {
            return List.of(
                    Heading.GENOME, Heading.OTHER_RESULT, Heading.PHENOTYPE, Heading.OUTCOME);
        }

        /// What people permit beside the research that all of them agreed to.
        public static List<Heading> permissions() {
            return List.of(Heading.COMPANIES, Heading.CONTACT);
        }

        /// What people are counted by, in the order of the page.
        public static List<Heading> headings() {
            return List.of(
                    Heading.FIELD,
                    Heading.INDICATION,
                    Heading.REGION,
                    Heading.AGE,
                    Heading.SEX,
                    Heading.PERMISSION);
        }

        /// How many people a heading's yes counts.
        public static Catalogue.Told yes(Catalogue catalogue, Heading heading) {
            return catalogue.by(heading).stream()
                    .flatMap(table -> table.rows().stream())
                    .filter(row -> row.code().equals("yes"))
                    .map(Catalogue.Row::number)
                    .findFirst()
                    .orElse(Catalogue.Told.HIDDEN);
        }

        /// A number as it is read.
        public static String words(Catalogue.Told number) {
            return number.people().map(Wording::number).orElse("not told");
        }

        /// The day of a number that is older than the catalogue; else empty.
        public static String older(Catalogue catalogue, Catalogue.Told number) {
            return number.counted()
                    .filter(day -> day.isBefore(catalogue.day()))
                    .map(Wording::shortDay)
                    .orElse("");
        }
    }

    /// What the use of data costs, and by which principles.
    record Prices(Frame frame, Tariff tariff) implements Page {
        /// An amount of money in pounds.
        ///
        /// @param pence how many pence
        public static String pounds(long pence) {
            return pence == 0
                    ? "nothing"
                    : pence % 100 == 0
                            ? String.format(Locale.UK, "£%,d", pence / 100)
                            : String.format(Locale.UK, "£%,d.%02d", pence / 100, pence % 100);
        }

        /// What an amount is for.
        public static String per(Tariff.Item item) {
            return item.units() == 1
                    ? "a " + item.unit()
                    : Wording.number(item.units()) + " " + item.unit();
        }
    }

    /// The form by which an organisation asks what the data resource could do for it.
    ///
    /// @param number of the form, which counts once
    /// @param typed what was typed so far
    /// @param sent whether one was just sent
    /// @param figures what became of the enquiries of the last year
    record Ask(
            Frame frame,
            String number,
            Typed typed,
            boolean sent,
            PipelineFigures figures,
            List<FormProblem> problems)
            implements Page {
        public Ask {
            problems = List.copyOf(problems);
        }

        /// The kinds of organisations.
        public List<Choice> kinds() {
            return Stream.of(AskerKind.values())
                    .map(k -> new Choice(k.name(), Wording.sentence(k.words())))
                    .toList();
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }

        /// Whole days, as many as were begun.
        public static String days(double median) {
            return Wording.count(Math.max(1, (long) Math.ceil(median)), "day");
        }
    }

    /// Enquiries at one stage.
    ///
    /// @param counts how many are at each stage
    /// @param now the present instant, for how long each has waited
    record Enquiries(
            Frame frame,
            Stage stage,
            Map<Stage, Long> counts,
            List<EnquiryHistory> shown,
            int page,
            int pages,
            Instant now)
            implements Page {
        public Enquiries {
            counts = Map.copyOf(counts);
            shown = List.copyOf(shown);
        }

        /// The stages with how many are there.
        public List<Stage> stages() {
            return List.of(Stage.values());
        }

        /// Such as `answered (3)`.
        public String words(Stage of) {
            return "%s (%s)"
                    .formatted(
                            Wording.sentence(of.words()),
                            Wording.number(counts.getOrDefault(of, 0L)));
        }

        /// Whole days since an enquiry came to where it is.
        public long days(EnquiryHistory history) {
            return Duration.between(history.since(), now).toDays();
        }
    }

    /// One enquiry and what was done about it.
    ///
    /// @param contact absent where it was forgotten
    /// @param typed what was typed so far
    record OneEnquiry(
            Frame frame,
            EnquiryHistory history,
            Optional<Contact> contact,
            Typed typed,
            List<FormProblem> problems)
            implements Page {
        public OneEnquiry {
            problems = List.copyOf(problems);
        }

        /// The steps that may follow.
        public List<Choice> steps() {
            return EnquiriesController.NEXT.stream()
                    .filter(next -> history.mayLeadTo(next))
                    .map(next ->
                            new Choice(
                                    next.name(),
                                    switch (next) {
                                        case ANSWERED -> "They were answered";
                                        case APPLIED -> "They applied to the access committee";
                                        case CONTRACTED -> "A contract was signed";
                                        case LOST -> "It came to nothing";
                                        case NEW -> "";
                                    }))
                    .toList();
        }

        /// Reasons why it may come to nothing.
        public List<LossReason> reasons() {
            return List.of(LossReason.values());
        }

        /// What a step was, in words.
        public static String words(Step step) {
            return switch (step) {
                case Step.Answered(String told) -> "Answered: " + told;
                case Step.Applied(String project) -> "Applied, project " + project;
                case Step.Contracted(String contract) -> "Contract " + contract;
                case Step.Lost(LossReason reason, String happened) ->
                        "Came to nothing, because %s: %s".formatted(reason.words(), happened);
            };
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// The people of an organisation, and its gates.
    ///
    /// @param places whose people an operator may look at; empty for a manager
    /// @param endings what ends soon, the soonest first
    /// @param preview of a switch, if one is looked at
    /// @param toReview what was done without a competence and waits for a second person
    record Workforce(
            Frame frame,
            OdsCode organisation,
            List<OdsCode> places,
            List<Person> people,
            List<Ending> endings,
            GateMode mode,
            Optional<ModePreview> preview,
            List<GateDecision> toReview,
            List<StaffStore.ImportReceipt> imports,
            String notice,
            Typed typed,
            List<FormProblem> problems)
            implements Page {
        public Workforce {
            places = List.copyOf(places);
            people = List.copyOf(people);
            endings = List.copyOf(endings);
            toReview = List.copyOf(toReview);
            imports = List.copyOf(imports);
            problems = List.copyOf(problems);
        }

        /// Somebody with how they stand to each competence.
        public record Person(StaffMember member, List<CompetenceLine> lines) {
            public Person {
                lines = List.copyOf(lines);
            }

            /// The address of their page.
            public String address() {
                return "/workforce/people/"
                        + java.net.URLEncoder.encode(
                                member.id().value(), java.nio.charset.StandardCharsets.UTF_8);
            }
        }

        /// A competence that ends soon.
        public record Ending(StaffMember member, Competence competence, LocalDate until) {}

        /// What somebody can be employed as.
        public List<Choice> jobRoles() {
            return Stream.of(JobRole.values()).map(r -> new Choice(r.name(), r.words())).toList();
        }

        /// What can be made of an emergency.
        public List<Choice> verdicts() {
            return Stream.of(OverrideReview.Verdict.values())
                    .map(v -> new Choice(v.name(), v.words()))
                    .toList();
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// Somebody, with the forms to record a step.
    ///
    /// @param place where they work
    /// @param form the kind of the step that was just refused; empty if none was
    record OneOfStaff(
            Frame frame,
            Workforce.Person person,
            OdsCode place,
            List<Choice> courses,
            LocalDate today,
            String form,
            Typed typed,
            List<FormProblem> problems)
            implements Page {
        public OneOfStaff {
            courses = List.copyOf(courses);
            problems = List.copyOf(problems);
        }

        /// The competences to choose from.
        public List<Choice> competences() {
            return Stream.of(Competence.values())
                    .map(c -> new Choice(c.code(), Wording.sentence(c.words())))
                    .toList();
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// What the reader may do, and how to get what is missing.
    ///
    /// @param noticeDays how long before its end a competence is said to end soon
    record OwnCompetences(
            Frame frame,
            Workforce.Person person,
            Set<Competence> needed,
            LocalDate today,
            int noticeDays)
            implements Page {
        public OwnCompetences {
            needed = Set.copyOf(needed);
        }

        /// What the reader's work needs, and what they ever held.
        public List<CompetenceLine> first() {
            return person.lines().stream().filter(this::comesFirst).toList();
        }

        /// The others.
        public List<CompetenceLine> rest() {
            return person.lines().stream().filter(line -> !comesFirst(line)).toList();
        }

        private boolean comesFirst(CompetenceLine line) {
            return needed.contains(line.competence()) || !line.tag().equals("grey");
        }
    }

    /// A short lesson with its check.
    ///
    /// @param result of the check, if it was just taken
    /// @param back address of the page where the lesson was offered; empty if it was not
    record OneLesson(
            Frame frame,
            Lesson lesson,
            Optional<StaffDesk.LessonResult> result,
            Typed typed,
            List<FormProblem> problems,
            String back)
            implements Page {
        public OneLesson {
            problems = List.copyOf(problems);
        }

        /// What is wrong with a field, empty if nothing.
        public String problem(String field) {
            return FormProblem.of(problems, field);
        }
    }

    /// One's exercises in the training service.
    ///
    /// @param check what came of checking one
    /// @param checked code of the exercise that was checked or refused; empty if none was
    /// @param refusal why nothing was checked or begun; empty if it was
    record Training(
            Frame frame,
            List<TrainingDesk.Own> exercises,
            Optional<ExerciseCheck> check,
            String checked,
            String refusal)
            implements Page {
        public Training {
            exercises = List.copyOf(exercises);
        }

        /// Where the work of an exercise is that is begun.
        public static String path(TrainingDesk.Own own) {
            return own.attempts().openWork().map(Practice::path).orElse(own.exercise().start());
        }

        /// The first exercise that is not passed yet.
        public Optional<Exercise> next() {
            return exercises.stream()
                    .filter(own -> own.attempts().firstPass().isEmpty())
                    .map(TrainingDesk.Own::exercise)
                    .findFirst();
        }

        /// Whether an exercise is the one that was checked or refused.
        public boolean isAbout(TrainingDesk.Own own) {
            return own.exercise().id().value().equals(checked);
        }
    }

    /// How exercises go.
    ///
    /// @param threshold people below whom nothing is shown
    record TrainingResults(Frame frame, List<ShownFigures> lines, int threshold) implements Page {
        public TrainingResults {
            lines = List.copyOf(lines);
        }

        /// A count, or that it is withheld.
        public static String number(OptionalInt count) {
            return count.isPresent() ? Integer.toString(count.getAsInt()) : "withheld";
        }

        /// Who passed.
        public static String passed(ShownFigures line) {
            return isOfNobody(line) ? "–" : number(line.passed());
        }

        /// The share of those who passed, with its limits.
        public static String rate(ShownFigures line) {
            return line.rate()
                    .map(rate ->
                            "%.0f %% (%.0f to %.0f %%)"
                                    .formatted(
                                            rate.estimate() * 100,
                                            rate.lower() * 100,
                                            rate.upper() * 100))
                    .orElse(isOfNobody(line) ? "–" : "withheld");
        }

        /// How often work was checked.
        public static String tries(ShownFigures line) {
            return line.medianTries().isPresent()
                    ? "%.1f".formatted(line.medianTries().getAsDouble())
                    : "–";
        }

        private static boolean isOfNobody(ShownFigures line) {
            return line.began().isPresent() && line.began().getAsInt() == 0;
        }
    }

    /// Whether those who learned before make fewer errors in their orders.
    ///
    /// @param threshold accounts below which nothing is shown
    record OrderErrorRates(Frame frame, ShownErrors errors, int threshold) implements Page {
        /// Errors for each 100 orders, with the limits.
        public static String rate(ShownErrors.Line line) {
            return line.rate()
                    .map(rate ->
                            "%.1f (%.1f to %.1f)"
                                    .formatted(
                                            rate.estimate() * 100,
                                            rate.lower() * 100,
                                            rate.upper() * 100))
                    .orElse(line.group().isPresent() ? "no orders" : "withheld");
        }

        /// The difference of those who learned and those who did not.
        public String difference() {
            return errors.difference()
                    .map(d ->
                            "%.1f for each 100 orders (%.1f to %.1f); below 0, those who learned made fewer."
                                    .formatted(
                                            d.estimate() * 100, d.lower() * 100, d.upper() * 100))
                    .orElse("not told, since one of the two has no orders or is withheld.");
        }
    }
}
