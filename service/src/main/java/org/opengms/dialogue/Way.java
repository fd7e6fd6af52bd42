package org.opengms.dialogue;

import java.util.Arrays;
import java.util.Optional;

/// How an answer came.
public enum Way {
    /// By the page, from whoever wanted to answer.
    WEB("web", "On this site", false),
    /// On paper, from whoever wanted to answer.
    PAPER("paper", "On paper", false),
    /// From a citizens' jury: people drawn by lot who heard witnesses and talked before answering.
    JURY("jury", "Citizens' jury", false),
    /// From a sample drawn to stand for the population, with weights.
    SAMPLE("sample", "Representative sample", true);

    private final String code;
    private final String words;
    private final boolean representative;

    Way(String code, String words, boolean representative) {
        this.code = code;
        this.words = words;
        this.representative = representative;
    }

    /// As sheets write it.
    public String code() {
        return code;
    }

    /// As pages say it.
    public String words() {
        return words;
    }

    /// Whether shares of these answers say something of the population.
    public boolean representative() {
        return representative;
    }

    static Optional<Way> of(String code) {
        return Arrays.stream(values()).filter(w -> w.code.equals(code)).findFirst();
    }
}
