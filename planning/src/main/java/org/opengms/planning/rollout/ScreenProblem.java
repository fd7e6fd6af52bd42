package org.opengms.planning.rollout;

import java.util.List;

/// What a roll-out looks like from afar: whole genomes asked for by site and quarter, capacities of
/// laboratories in genomes a quarter, what can be invested, and the money of each quarter. Waiting
/// and chance are left out; the cap on utilisation stands for them.
///
/// @param quarters how many are planned
/// @param utilisationCap the most of a capacity that may be planned for, such as 0.85
/// @param discountPerQuarter what a genome is worth a quarter later, such as 0.985
/// @param budgetPence that may be spent in each quarter; what is not spent is lost
/// @param sites who may be digitised
/// @param laboratories where genomes are made
public record ScreenProblem(
        int quarters,
        double utilisationCap,
        double discountPerQuarter,
        List<Long> budgetPence,
        List<Site> sites,
        List<Laboratory> laboratories) {
    public ScreenProblem {
        budgetPence = List.copyOf(budgetPence);
        sites = List.copyOf(sites);
        laboratories = List.copyOf(laboratories);
        if (quarters < 1 || quarters > 80 || budgetPence.size() != quarters) {
            throw new IllegalArgumentException(
                    "OGMS-6401 A roll-out of %d quarters has a budget for %d. Give 1 to 80 quarters and a budget for each."
                            .formatted(quarters, budgetPence.size()));
        }
        if (budgetPence.stream().anyMatch(pence -> pence < 0)) {
            throw new IllegalArgumentException(
                    "OGMS-6401 A quarter's budget is negative: %s. Give pence of at least 0."
                            .formatted(budgetPence));
        }
        share(utilisationCap, "utilisationCap");
        share(discountPerQuarter, "discountPerQuarter");
        for (Site site : sites) {
            if (site.laboratory < 0 || site.laboratory >= laboratories.size()) {
                throw new IllegalArgumentException(
                        "OGMS-6402 Site %s names laboratory %d of %d. Name one by its place in the list."
                                .formatted(site.option, site.laboratory, laboratories.size()));
            }
            length(site.genomes, quarters, site.option);
        }
        for (Laboratory laboratory : laboratories) {
            for (Resource resource : laboratory.resources) {
                length(resource.genomes, quarters, laboratory.id + " " + resource.name);
            }
        }
    }

    /// A site, or group of sites, that orders genomes from one laboratory.
    ///
    /// @param option the id of the investment that digitises it
    /// @param laboratory its place in the list, from 0
    /// @param genomes asked for in each quarter
    /// @param shareBefore of them that can be served while it is not digital, 0 to 1
    /// @param costPence in each quarter from the start of the investment
    /// @param leadQuarters from the start of the investment until it is digital
    public record Site(
            String option,
            int laboratory,
            List<Double> genomes,
            double shareBefore,
            List<Long> costPence,
            int leadQuarters) {
        public Site {
            genomes = List.copyOf(genomes);
            costPence = List.copyOf(costPence);
            share(shareBefore, "shareBefore");
        }
    }

    /// A laboratory: a genome needs each of its resources.
    ///
    /// @param id as people know it
    public record Laboratory(String id, List<Resource> resources) {
        public Laboratory {
            resources = List.copyOf(resources);
        }
    }

    /// What limits a laboratory.
    ///
    /// @param name such as `line:wgs`
    /// @param genomes it suffices for in each quarter without investment, fully used
    /// @param additions what can be added to it
    public record Resource(String name, List<Double> genomes, List<Addition> additions) {
        public Resource {
            genomes = List.copyOf(genomes);
            additions = List.copyOf(additions);
        }
    }

    /// An investment that adds to a resource.
    ///
    /// @param option its id
    /// @param genomes a quarter that one of it adds
    /// @param costPence of one in each quarter from its start
    /// @param leadQuarters from its start until it works
    /// @param mostPerQuarter how many may be started in a quarter
    /// @param most how many may be started in all
    public record Addition(
            String option,
            double genomes,
            List<Long> costPence,
            int leadQuarters,
            int mostPerQuarter,
            int most) {
        public Addition {
            costPence = List.copyOf(costPence);
        }
    }

    /// Every addition, in the order of the laboratories and their resources.
    List<Addition> additions() {
        return laboratories.stream()
                .flatMap(laboratory -> laboratory.resources.stream())
                .flatMap(resource -> resource.additions.stream())
                .toList();
    }

    private static void share(double share, String field) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "OGMS-6403 %s is %s. It must lie within 0 and 1.".formatted(field, share));
        }
    }

    private static void length(List<Double> byQuarter, int quarters, String whose) {
        if (byQuarter.size() != quarters || byQuarter.stream().anyMatch(g -> !(g >= 0))) {
            throw new IllegalArgumentException(
                    "OGMS-6404 The genomes by quarter of %s are %s. Give %d numbers of at least 0."
                            .formatted(whose, byQuarter, quarters));
        }
    }
}
