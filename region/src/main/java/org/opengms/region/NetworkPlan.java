package org.opengms.region;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.infrastructure.StaffRole;

/// The region's laboratories and ordering sites: seven regions with one laboratory hub and two
/// sites each. Codes and places are invented.
final class NetworkPlan {
    private static final List<Place> REGIONS =
            List.of(
                    new Place("Upper Brackendale", "Brackenholt", "Netherwyke"),
                    new Place("Ostrimere", "Ostrimere", "Quellford"),
                    new Place("Saltharrow Coast", "Saltharrow", "Tamberwick"),
                    new Place("Ullenvale", "Ullenshaw", "Varrowby"),
                    new Place("Middle Wexmoor", "Wexmoor Cross", "Yarlstead"),
                    new Place("Hollin Fells", "Hollinfell", "Cawderby"),
                    new Place("Great Dunmarsh", "Dunmarsh", "Eskelthorpe"));

    /// How much of its work each laboratory's region brings, relative to the mean; no two alike.
    private static final double[] SIZES = {1.8, 1.4, 1.1, 0.9, 0.7, 0.5, 0.35};

    private record Place(String region, String city, String town) {}

    private NetworkPlan() {}

    static ServiceNetwork of(long seed) {
        List<Laboratory> laboratories = new ArrayList<>();
        List<Site> sites = new ArrayList<>();
        for (int r = 0; r < REGIONS.size(); r++) {
            Draws draws = Draws.of(seed, "network", r);
            Place place = REGIONS.get(r);
            OdsCode code = new OdsCode("ZL0" + (r + 1));
            laboratories.add(
                    new Laboratory(
                            code,
                            place.region() + " Genomic Laboratory Hub",
                            place.region(),
                            capacities(r, draws),
                            staff(r, draws)));
            sites.add(
                    new Site(
                            new OdsCode("ZR1" + "%02d".formatted(2 * r + 1)),
                            place.city() + " Infirmary",
                            place.region(),
                            code,
                            readiness(2 * r, draws)));
            sites.add(
                    new Site(
                            new OdsCode("ZR1" + "%02d".formatted(2 * r + 2)),
                            place.town() + " General Hospital",
                            place.region(),
                            code,
                            readiness(2 * r + 1, draws)));
        }
        return new ServiceNetwork(
                "Synthetic region " + seed, laboratories, sites, laboratories.getFirst().ods());
    }

    /// Samples a week. The smallest laboratory does no exomes, and the two smallest little whole
    /// genome sequencing, so that routing has to weigh capacity.
    private static Map<TestMethod, Integer> capacities(int region, Draws draws) {
        double size = SIZES[region];
        Map<TestMethod, Integer> capacities = new EnumMap<>(TestMethod.class);
        capacities.put(TestMethod.WGS, samples(region >= 5 ? 2 : 14 * size, draws));
        if (region != 6) {
            capacities.put(TestMethod.EXOME, samples(12 * size, draws));
        }
        capacities.put(TestMethod.PANEL, samples(40 * size, draws));
        capacities.put(TestMethod.MICROARRAY, samples(30 * size, draws));
        capacities.put(TestMethod.SINGLE_GENE, samples(35 * size, draws));
        if (region % 2 == 0) {
            capacities.put(TestMethod.OTHER, samples(10 * size, draws));
        }
        return capacities;
    }

    private static int samples(double mean, Draws draws) {
        return Math.max(1, (int) Math.round(mean * draws.between(0.85, 1.15)));
    }

    private static Map<StaffRole, Double> staff(int region, Draws draws) {
        double size = SIZES[region];
        Map<StaffRole, Double> staff = new EnumMap<>(StaffRole.class);
        staff.put(StaffRole.RECEPTION, wholeTimeEquivalents(3 * size, draws));
        staff.put(StaffRole.TECHNOLOGIST, wholeTimeEquivalents(12 * size, draws));
        staff.put(StaffRole.BIOINFORMATICIAN, wholeTimeEquivalents(4 * size, draws));
        staff.put(StaffRole.CLINICAL_SCIENTIST, wholeTimeEquivalents(9 * size, draws));
        staff.put(StaffRole.CONSULTANT, wholeTimeEquivalents(2 * size, draws));
        return staff;
    }

    /// In tenths, as rosters state it.
    private static double wholeTimeEquivalents(double mean, Draws draws) {
        return Math.max(5, Math.round(10 * mean * draws.between(0.8, 1.2))) / 10.0;
    }

    /// From nearly paper-only to fully digital over the fourteen sites, cities ahead of towns.
    private static DigitalReadiness readiness(int site, Draws draws) {
        double level =
                switch (site) {
                    case 0 -> 1;
                    case 13 -> 0.02;
                    default -> (site % 2 == 0 ? 0.95 : 0.6) - 0.04 * site;
                };
        return new DigitalReadiness(
                share(level, draws),
                share(level - 0.1, draws),
                share(level - 0.05, draws),
                share(level - 0.2, draws));
    }

    /// In hundredths.
    private static double share(double level, Draws draws) {
        double value = level >= 0.999 ? 1 : level + draws.between(-0.05, 0.05);
        return Math.round(100 * Math.clamp(value, 0, 1)) / 100.0;
    }
}
