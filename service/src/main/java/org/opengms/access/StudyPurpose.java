package org.opengms.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.ResearchQuestion;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Met;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchQuestion.Sensitive;

/// What the data is wanted for, coded in the terms of the Data Use Ontology, so that each person's
/// consent can be matched with it.
///
/// @param aims what is studied, at least one
/// @param disease what disease, by its code; only where a disease is studied, and there needed
/// @param reach whether for profit; NOT_FOR_PROFIT promises both that the organisation makes no
///   profit and that the use is not commercial
/// @param sensitive aspects that people must look at; with any of them no rule opens the data of
///   anybody
/// @param promises what the project undertakes: it publishes, returns results, and so on
/// @param ethicsApproval reference of the ethics committee's approval
/// @param region where the data would be used
/// @param researchType the type of study
public record StudyPurpose(
        Set<Aim> aims,
        Optional<String> disease,
        Reach reach,
        Set<Sensitive> sensitive,
        Set<Promise> promises,
        Optional<String> ethicsApproval,
        Optional<String> region,
        Optional<String> researchType) {
    /// What a project undertakes by itself. An ethics approval has its reference, and who is an
    /// approved user the committee decides, so they are no promises.
    public enum Promise {
        COLLABORATION(Met.COLLABORATION, "works with those who hold the data"),
        PUBLISHES_RESULTS(Met.PUBLISHES_RESULTS, "publishes its results"),
        WAITS_WITH_PUBLISHING(
                Met.WAITS_WITH_PUBLISHING,
                "waits with publishing until the day that the data names"),
        RETURNS_RESULTS(Met.RETURNS_RESULTS, "gives results back to the service"),
        STUDIES_GENES(Met.STUDIES_GENES, "studies genes");

        private final Met met;
        private final String words;

        Promise(Met met, String words) {
            this.met = met;
            this.words = words;
        }

        /// The condition that it meets.
        public Met met() {
            return met;
        }

        /// What the project does, after "the project".
        public String words() {
            return words;
        }
    }

    /// @throws IllegalArgumentException if the codes are missing or contradict each other
    public StudyPurpose {
        aims = Set.copyOf(aims);
        sensitive = Set.copyOf(sensitive);
        promises = Set.copyOf(promises);
        disease = disease.map(code -> Texts.checked("purpose.disease", code, 1, 40));
        ethicsApproval =
                ethicsApproval.map(text -> Texts.checked("purpose.ethicsApproval", text, 1, 100));
        region = region.map(text -> Texts.checked("purpose.region", text, 1, 60));
        researchType = researchType.map(text -> Texts.checked("purpose.researchType", text, 1, 60));
        contradiction(aims, disease, reach, sensitive, promises)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(why);
                });
    }

    private static Optional<String> contradiction(
            Set<Aim> aims,
            Optional<String> disease,
            Reach reach,
            Set<Sensitive> sensitive,
            Set<Promise> promises) {
        if (aims.isEmpty()) {
            return Optional.of("OGMS-8603 purpose.aims: say what is studied.");
        }
        if (aims.contains(Aim.GENERAL) && aims.size() > 1) {
            return Optional.of(
                    "OGMS-8603 purpose.aims: research of any kind holds all other aims. Name it alone, or name what is studied.");
        }
        if (aims.contains(Aim.DISEASE) != disease.isPresent()) {
            return Optional.of(
                    disease.isPresent()
                            ? "OGMS-8603 purpose.disease: a disease is named, and the aims name no disease. Name the aim, or leave the disease out."
                            : "OGMS-8603 purpose.disease: the aims name one disease. Say which.");
        }
        if (reach == Reach.NOT_SAID) {
            return Optional.of("OGMS-8603 purpose.reach: say whether the use is for profit.");
        }
        if (promises.contains(Promise.STUDIES_GENES) && aims.equals(Set.of(Aim.METHODS))) {
            return Optional.of(
                    "OGMS-8603 purpose.promises: a study of methods alone studies no genes.");
        }
        if (sensitive.contains(Sensitive.NOT_HEALTH)
                && (aims.contains(Aim.HEALTH) || aims.contains(Aim.DISEASE))) {
            return Optional.of(
                    "OGMS-8603 purpose.sensitive: the aims are about health, and an aspect says that the purpose is not. Leave one of them out.");
        }
        return Optional.empty();
    }

    /// The question that each person's terms are asked.
    ///
    /// @param project that asks; terms may be limited to it
    /// @param institution that uses the data; terms may be limited to it
    /// @param on the day of the use
    public ResearchQuestion question(ProjectId project, String institution, LocalDate on) {
        Set<Met> met = new java.util.HashSet<>();
        promises.forEach(promise -> met.add(promise.met()));
        if (ethicsApproval.isPresent()) {
            met.add(Met.ETHICS_APPROVAL);
        }
        // Asked only of approved projects, or of what would be if this one were approved.
        met.add(Met.APPROVED_USER);
        return new ResearchQuestion(
                aims,
                disease,
                reach,
                sensitive,
                met,
                region,
                Optional.of(institution),
                Optional.of(project.value()),
                researchType,
                on);
    }

    /// The purpose in plain words, a sentence each.
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (Aim aim : Aim.values()) {
            if (aims.contains(aim)) {
                words.add(
                        switch (aim) {
                            case GENERAL -> "Research of any kind.";
                            case HEALTH -> "Research on health, medicine or biology.";
                            case DISEASE ->
                                    "Research on one disease: %s.".formatted(disease.orElseThrow());
                            case ANCESTRY -> "Research on the origins of populations.";
                            case METHODS -> "Research on methods, such as software.";
                        });
            }
        }
        words.add(
                switch (reach) {
                    case NOT_FOR_PROFIT -> "Not for profit.";
                    case FOR_PROFIT, NOT_SAID -> "For profit.";
                });
        for (Promise promise : Promise.values()) {
            if (promises.contains(promise)) {
                words.add("The project %s.".formatted(promise.words()));
            }
        }
        return List.copyOf(words);
    }
}
