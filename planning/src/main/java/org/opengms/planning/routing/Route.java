package org.opengms.planning.routing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;

/// A way to serve a request.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Route.GenomeNow.class, name = "genome-now"),
    @JsonSubTypes.Type(value = Route.GenomeQueued.class, name = "genome-queued"),
    @JsonSubTypes.Type(value = Route.Conventional.class, name = "conventional"),
    @JsonSubTypes.Type(
            value = Route.ConventionalThenGenome.class,
            name = "conventional-then-genome")
})
public sealed interface Route {
    /// Where the sample goes first.
    String laboratory();

    /// The method of its first test.
    AssayMethod method();

    /// A whole genome, begun at once.
    ///
    /// @param laboratory where
    record GenomeNow(String laboratory) implements Route {
        @Override
        public AssayMethod method() {
            return AssayMethod.WHOLE_GENOME;
        }
    }

    /// A whole genome, begun on a later day.
    ///
    /// @param laboratory where
    /// @param startsOn when
    record GenomeQueued(String laboratory, LocalDate startsOn) implements Route {
        @Override
        public AssayMethod method() {
            return AssayMethod.WHOLE_GENOME;
        }
    }

    /// A conventional test.
    ///
    /// @param laboratory where
    /// @param method which; not a whole genome
    record Conventional(String laboratory, AssayMethod method) implements Route {
        /// @throws IllegalArgumentException if the method is a whole genome
        public Conventional {
            refuseGenome(method);
        }
    }

    /// A conventional test and, if it finds nothing, a whole genome without a new request.
    ///
    /// @param laboratory where the conventional test is done
    /// @param method which; not a whole genome
    /// @param genomeLaboratory where the genome would be done
    record ConventionalThenGenome(String laboratory, AssayMethod method, String genomeLaboratory)
            implements Route {
        /// @throws IllegalArgumentException if the method is a whole genome
        public ConventionalThenGenome {
            refuseGenome(method);
        }
    }

    /// Whether a sample leaves its home laboratory.
    ///
    /// @param home where it arrives
    default boolean isTransferFrom(String home) {
        return !laboratory().equals(home)
                || (this instanceof ConventionalThenGenome(var _, var _, var genome)
                        && !genome.equals(home));
    }

    /// `whole genome sequencing at North, begun on 1 December 2026`.
    default String words() {
        return switch (this) {
            case GenomeNow(var lab) -> "whole genome sequencing at %s".formatted(lab);
            case GenomeQueued(var lab, var on) ->
                    "whole genome sequencing at %s, begun on %s"
                            .formatted(lab, Explanation.day(on));
            case Conventional(var lab, var method) -> "%s at %s".formatted(method.words(), lab);
            case ConventionalThenGenome(var lab, var method, var genome) ->
                    "%s at %s and, if negative, whole genome sequencing at %s"
                            .formatted(method.words(), lab, genome);
        };
    }

    private static void refuseGenome(AssayMethod method) {
        if (method == AssayMethod.WHOLE_GENOME) {
            throw new IllegalArgumentException(
                    "OGMS-6213 A whole genome is given as the conventional test. Name a conventional method.");
        }
    }
}
