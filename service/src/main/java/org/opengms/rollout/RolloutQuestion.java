package org.opengms.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.CertificateOptions;
import org.opengms.planning.rollout.InvestmentCatalogue;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.planning.rollout.RolloutPlanner;

/// What a job is asked: to find a roll-out, to judge one plan, or to compare several.
///
/// @param scenario the service and its demand
/// @param catalogue what can be invested in
/// @param budgetPence of each quarter
/// @param plans none to have one found, one to have it judged, several to compare them
/// @param replications of each certificate
/// @param seed of all chance
/// @param target chance that is to be reached by putting go-lives off, 0 to 1; absent to leave them
///   where they are
/// @param leftOut what income of health data has bought that could not be planned with, each in a
///   sentence; absent if all could, or it was not asked for
public record RolloutQuestion(
        Source scenario,
        Source catalogue,
        long budgetPence,
        List<Source> plans,
        int replications,
        long seed,
        Optional<Double> target,
        Optional<List<String>> leftOut) {
    /// Replications of a certificate unless told otherwise: 59 that all hold show 95 %.
    public static final int USUAL_REPLICATIONS = 59;

    /// The most: 299 that all hold show 99 %.
    public static final int MOST_REPLICATIONS = 299;

    /// Plans that can be compared at once.
    public static final int MOST_PLANS = 6;

    /// The largest file that is read.
    public static final int LARGEST_BYTES = 2 << 20;

    /// £10,000 million.
    private static final long MOST_BUDGET_PENCE = 1_000_000_000_000L;

    // Above a nation; what is larger would not be simulated in any time that one waits.
    private static final int MOST_SITES = 500;
    private static final int MOST_LABORATORIES = 50;
    private static final int MOST_QUARTERS = 40;

    private static final DataFile<RolloutQuestion> FILE =
            new DataFile<>(
                    RolloutQuestion.class,
                    "a question about a roll-out",
                    "OGMS-5601",
                    UnaryOperator.identity());

    public RolloutQuestion {
        plans = List.copyOf(plans);
        leftOut = leftOut.filter(words -> !words.isEmpty()).map(List::copyOf);
    }

    /// A question without what income has bought.
    public RolloutQuestion(
            Source scenario,
            Source catalogue,
            long budgetPence,
            List<Source> plans,
            int replications,
            long seed,
            Optional<Double> target) {
        this(scenario, catalogue, budgetPence, plans, replications, seed, target, Optional.empty());
    }

    /// A file that comes with the program or was sent.
    ///
    /// @param name of what comes with the program, or of the file as its sender calls it
    /// @param text of the file that was sent; absent for what comes with the program
    public record Source(String name, Optional<String> text) {
        private static final int LONGEST_NAME = 100;

        /// What comes with the program.
        public static Source shipped(String name) {
            return new Source(name, Optional.empty());
        }

        /// A file that was sent. Of its name only the last part counts, and what cannot be printed
        /// is left out.
        public static Source sent(String name, String text) {
            String last =
                    name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
            String clean = last.replaceAll("[^\\p{L}\\p{N} ._()+-]", "").strip();
            String shown = clean.isEmpty() ? "the file" : clean;
            return new Source(
                    shown.substring(0, Math.min(shown.length(), LONGEST_NAME)), Optional.of(text));
        }
    }

    /// What of a question is wrong.
    public enum Part {
        SCENARIO,
        CATALOGUE,
        BUDGET,
        PLANS,
        REPLICATIONS,
        SEED,
        TARGET,
        /// Not the question, but the number of jobs.
        NUMBER
    }

    /// Something wrong, in words.
    public record Wrong(Part part, String words) {}

    /// What can be planned with.
    ///
    /// @param plans as they were given
    public record Read(
            ServiceScenario scenario, InvestmentCatalogue catalogue, List<RolloutPlan> plans) {
        public Read {
            plans = List.copyOf(plans);
        }
    }

    /// Reads scenario, catalogue and plans.
    ///
    /// @throws IllegalArgumentException if one of them is wrong, in its reader's words
    public Read read() {
        InvestmentCatalogue options = readCatalogue();
        return new Read(
                readScenario(), options, plans.stream().map(RolloutQuestion::plan).toList());
    }

    private ServiceScenario readScenario() {
        ServiceScenario read =
                scenario.text().isPresent()
                        ? ServiceScenario.parse(scenario.text().get(), scenario.name())
                        : ServiceScenario.named(scenario.name());
        if (read.sites().size() > MOST_SITES
                || read.laboratories().size() > MOST_LABORATORIES
                || read.quarters() > MOST_QUARTERS) {
            throw new IllegalArgumentException(
                    "OGMS-5602 %s has %d sites, %d laboratories and %d quarters; the server plans for at most %d, %d and %d. Plan for a part of it, or use opengms plan rollout."
                            .formatted(
                                    scenario.name(),
                                    read.sites().size(),
                                    read.laboratories().size(),
                                    read.quarters(),
                                    MOST_SITES,
                                    MOST_LABORATORIES,
                                    MOST_QUARTERS));
        }
        return read;
    }

    private InvestmentCatalogue readCatalogue() {
        return catalogue.text().isPresent()
                ? InvestmentCatalogue.parse(catalogue.text().get(), catalogue.name())
                : InvestmentCatalogue.named(catalogue.name());
    }

    private static RolloutPlan plan(Source source) {
        return RolloutPlan.parse(source.text().orElse(""), source.name());
    }

    /// The same with another catalogue.
    public RolloutQuestion with(InvestmentCatalogue other) {
        return new RolloutQuestion(
                scenario,
                Source.sent(other.id() + ".json", other.text()),
                budgetPence,
                plans,
                replications,
                seed,
                target,
                leftOut);
    }

    /// The same with what could not be planned with.
    ///
    /// @param words each in a sentence
    public RolloutQuestion without(List<String> words) {
        return new RolloutQuestion(
                scenario,
                catalogue,
                budgetPence,
                plans,
                replications,
                seed,
                target,
                Optional.of(words));
    }

    /// Everything that is wrong with the question, before a job is made of it.
    public List<Wrong> wrong() {
        List<Wrong> wrong = new ArrayList<>();
        Optional<ServiceScenario> service = Optional.empty();
        try {
            service = Optional.of(readScenario());
        } catch (IllegalArgumentException e) {
            wrong.add(new Wrong(Part.SCENARIO, words(e)));
        }
        Optional<InvestmentCatalogue> options = Optional.empty();
        try {
            InvestmentCatalogue read = readCatalogue();
            // Names of places are seen to when a plan is carried out.
            service.ifPresent(
                    s -> read.changes(s, RolloutPlan.of("none", "Nothing", List.of()), seed, 0));
            options = Optional.of(read);
        } catch (IllegalArgumentException e) {
            wrong.add(new Wrong(Part.CATALOGUE, words(e)));
        }
        if (budgetPence < 0 || budgetPence > MOST_BUDGET_PENCE) {
            wrong.add(
                    new Wrong(
                            Part.BUDGET,
                            "OGMS-5603 The budget of a quarter must lie between £0 and £10,000 million."));
        }
        if (replications < 1 || replications > MOST_REPLICATIONS) {
            wrong.add(
                    new Wrong(
                            Part.REPLICATIONS,
                            "OGMS-5604 There are to be %d replications. Give 1 to %d: 59 that all hold show 95%%, 299 show 99%%."
                                    .formatted(replications, MOST_REPLICATIONS)));
        }
        wrongPlans(service, options).ifPresent(wrong::add);
        wrongTarget().ifPresent(wrong::add);
        return wrong;
    }

    private Optional<Wrong> wrongTarget() {
        if (target.isEmpty()) {
            return Optional.empty();
        }
        if (!(target.get() > 0 && target.get() < 1)) {
            return Optional.of(
                    new Wrong(
                            Part.TARGET,
                            "OGMS-5606 The chance to be reached must lie between 0 and 1, such as 0.9."));
        }
        if (plans.size() > 1) {
            return Optional.of(
                    new Wrong(
                            Part.TARGET,
                            "OGMS-5607 Plans that are compared are left as they are. Give one plan or none, or no chance to be reached."));
        }
        int least =
                RolloutPlanner.leastReplications(
                        target.get(), CertificateOptions.defaults().errorEachSide());
        return replications >= least
                ? Optional.empty()
                : Optional.of(
                        new Wrong(
                                Part.TARGET,
                                least > MOST_REPLICATIONS
                                        ? "OGMS-5608 So great a chance takes more than %d replications to show. Give a smaller one."
                                                .formatted(MOST_REPLICATIONS)
                                        : "OGMS-5608 %d replications cannot show this chance, even if all hold. Ask for at least %d."
                                                .formatted(replications, least)));
    }

    private Optional<Wrong> wrongPlans(
            Optional<ServiceScenario> service, Optional<InvestmentCatalogue> options) {
        if (plans.size() > MOST_PLANS) {
            return Optional.of(
                    new Wrong(
                            Part.PLANS,
                            "OGMS-5605 There are %d plans. Give at most %d."
                                    .formatted(plans.size(), MOST_PLANS)));
        }
        for (Source source : plans) {
            try {
                RolloutPlan plan = plan(source);
                if (service.isPresent() && options.isPresent()) {
                    options.get().changes(service.get(), plan, seed, 0);
                }
            } catch (IllegalArgumentException e) {
                return Optional.of(
                        new Wrong(
                                Part.PLANS,
                                plans.size() == 1 || words(e).contains(source.name())
                                        ? words(e)
                                        : source.name() + ": " + words(e)));
            }
        }
        return Optional.empty();
    }

    private static String words(IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
    }

    /// As JSON text.
    public String text() {
        return FILE.line(this);
    }

    /// From its JSON text.
    public static RolloutQuestion of(String text) {
        return FILE.parse(text, "the question");
    }
}
