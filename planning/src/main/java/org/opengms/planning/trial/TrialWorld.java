package org.opengms.planning.trial;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// One drawing of the synthetic service: classes, requests, capacities and outages, the same for
/// every policy. Requests are numbered in the order in which they arrive.
final class TrialWorld {
    /// What a stream of random numbers is for; each has its own, so that a change of one leaves the
    /// others as they are.
    private enum Purpose {
        CLASSES(0),
        DEMAND(1),
        CAPACITY(2),
        FATE(3),
        YIELD_ERROR(4);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    private static final double WEEKDAY_FACTOR = 1.24;
    private static final double WEEKEND_FACTOR = 0.4;

    /// Hours of a weekday over those of an average day: people work five days of seven.
    static final double WEEKDAY_HOURS_FACTOR = 7.0 / 5;

    private static final double YEARLY_GROWTH = 1.12;
    private static final double[] CAPACITY_STEPS = {1, 1.15, 1.30};
    private static final double DAILY_NOISE = 0.10;

    final TrialSettings settings;
    final long seed;

    /// By class: true incremental benefit, urgency included; benefit as believed.
    final double[] benefit;

    final double[] believedBenefit;
    final int[] genomes;
    final double[] hours;

    /// Expected requests of an average day of the first year, by region and class.
    final double[][] meanRequests;

    /// Mean capacity of a day of the first year, by laboratory; hours over all days of the week.
    final double[] meanGenomes;

    final double[] meanHours;

    /// Realised capacity, by laboratory and day.
    final double[][] genomeCapacity;

    final double[][] hourCapacity;
    final boolean[][] digitalOutage;

    /// Known at once when they begin: the factors by which outages lower today's capacity.
    final double[][] genomeFactor;

    final double[][] hourFactor;

    /// The first request of each day, and the number of all at the end.
    final int[] firstOfDay;

    final byte[] region;
    final byte[] kind;

    /// Genomes that must be sequenced a second time.
    final byte[] failedGenomes;

    /// Days after arrival on which it is cancelled if not reported; 0 if never.
    final byte[] cancelledAfter;

    TrialWorld(TrialSettings settings, long seed, double yieldError) {
        this.settings = settings;
        this.seed = seed;
        int classes = settings.classes();
        int labs = settings.regions();
        benefit = new double[classes];
        believedBenefit = new double[classes];
        genomes = new int[classes];
        hours = new double[classes];
        meanRequests = new double[labs][classes];
        RandomGenerator random = stream(Purpose.CLASSES);
        RandomGenerator error = stream(Purpose.YIELD_ERROR);
        for (int k = 0; k < classes; k++) {
            double urgency = k < settings.urgentClasses() ? 2 : 1;
            benefit[k] = urgency * random.nextDouble(0.02, 0.30);
            believedBenefit[k] = benefit[k] * Math.exp(yieldError * error.nextGaussian());
            genomes[k] = random.nextInt(1, 4);
            hours[k] = random.nextDouble(4, 14);
        }
        double[] classFactor = random.doubles(classes, 0.5, 1.5).toArray();
        double[] regionFactor = random.doubles(labs, 0.7, 1.3).toArray();
        double genomeLoad = 0;
        double hourLoad = 0;
        for (int g = 0; g < labs; g++) {
            for (int k = 0; k < classes; k++) {
                double mean =
                        settings.casesPerRegionDay() / classes * regionFactor[g] * classFactor[k];
                meanRequests[g][k] = mean;
                genomeLoad += mean * genomes[k];
                hourLoad += mean * hours[k];
            }
        }
        meanGenomes = new double[labs];
        meanHours = new double[labs];
        for (int l = 0; l < labs; l++) {
            meanGenomes[l] =
                    genomeLoad / labs * settings.genomeShare() * random.nextDouble(0.6, 1.4);
            meanHours[l] = hourLoad / labs * settings.hourShare() * random.nextDouble(0.6, 1.4);
        }
        genomeCapacity = new double[labs][settings.days()];
        hourCapacity = new double[labs][settings.days()];
        genomeFactor = new double[labs][settings.days()];
        hourFactor = new double[labs][settings.days()];
        digitalOutage = new boolean[labs][settings.days()];
        drawCapacity();

        firstOfDay = new int[settings.days() + 1];
        int most = (int) (settings.days() * settings.casesPerRegionDay() * labs * 3) + 10_000;
        byte[] regions = new byte[most];
        byte[] kinds = new byte[most];
        int count = drawRequests(regions, kinds);
        region = Arrays.copyOf(regions, count);
        kind = Arrays.copyOf(kinds, count);
        failedGenomes = new byte[count];
        cancelledAfter = new byte[count];
        drawFates();
    }

    int requests() {
        return region.length;
    }

    static boolean isWeekday(int day) {
        return day % 7 < 5;
    }

    /// How much larger mean capacity is planned to be on a day than in the first year.
    static double capacityStep(int day) {
        return CAPACITY_STEPS[Math.min(day / 365, CAPACITY_STEPS.length - 1)];
    }

    /// How much larger demand is expected to be on a day than on an average day of the first year.
    static double demandFactor(int day) {
        return Math.pow(YEARLY_GROWTH, (day - 182.5) / 365)
                * (isWeekday(day) ? WEEKDAY_FACTOR : WEEKEND_FACTOR);
    }

    private RandomGenerator stream(Purpose purpose) {
        return RandomGeneratorFactory.of("L64X128MixRandom")
                .create(seed * 1_000_003L + purpose.number);
    }

    private void drawCapacity() {
        RandomGenerator random = stream(Purpose.CAPACITY);
        for (int l = 0; l < settings.regions(); l++) {
            int staffUntil = 0;
            int sequencerUntil = 0;
            int digitalUntil = 0;
            for (int day = 0; day < settings.days(); day++) {
                if (random.nextDouble() < 1.0 / 180) {
                    staffUntil = day + 10;
                }
                if (random.nextDouble() < 1.0 / 120) {
                    sequencerUntil = day + 7;
                }
                if (random.nextDouble() < 1.0 / 150) {
                    digitalUntil = day + 5;
                }
                hourFactor[l][day] = day < staffUntil ? 0.6 : 1;
                genomeFactor[l][day] = day < sequencerUntil ? 0.5 : 1;
                digitalOutage[l][day] = day < digitalUntil;
                double genomeNoise = 1 + DAILY_NOISE * random.nextGaussian();
                double hourNoise = 1 + DAILY_NOISE * random.nextGaussian();
                genomeCapacity[l][day] =
                        Math.max(0, genomeNoise)
                                * meanGenomes[l]
                                * capacityStep(day)
                                * genomeFactor[l][day];
                hourCapacity[l][day] =
                        isWeekday(day)
                                ? Math.max(0, hourNoise)
                                        * meanHours[l]
                                        * WEEKDAY_HOURS_FACTOR
                                        * capacityStep(day)
                                        * hourFactor[l][day]
                                : 0;
            }
        }
    }

    private int drawRequests(byte[] regions, byte[] kinds) {
        RandomGenerator random = stream(Purpose.DEMAND);
        int count = 0;
        for (int day = 0; day < settings.days(); day++) {
            firstOfDay[day] = count;
            for (int g = 0; g < settings.regions(); g++) {
                for (int k = 0; k < settings.classes(); k++) {
                    int drawn = poisson(random, meanRequests[g][k] * demandFactor(day));
                    for (int i = 0; i < drawn; i++) {
                        regions[count] = (byte) g;
                        kinds[count++] = (byte) k;
                    }
                }
            }
            for (int i = count - 1; i > firstOfDay[day]; i--) {
                int other = random.nextInt(firstOfDay[day], i + 1);
                swap(regions, i, other);
                swap(kinds, i, other);
            }
        }
        firstOfDay[settings.days()] = count;
        return count;
    }

    private void drawFates() {
        RandomGenerator random = stream(Purpose.FATE);
        TrialSettings.Features features = settings.features();
        for (int i = 0; i < requests(); i++) {
            for (int genome = 0; genome < genomes[kind[i]]; genome++) {
                failedGenomes[i] += (byte) (random.nextDouble() < features.failedShare() ? 1 : 0);
            }
            boolean cancelled = random.nextDouble() < features.cancelledShare();
            int after = random.nextInt(1, settings.targetDays() + 1);
            cancelledAfter[i] = (byte) (cancelled ? after : 0);
        }
    }

    private static void swap(byte[] values, int i, int j) {
        byte kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }

    /// By multiplication of uniforms (Knuth): means here are below 20.
    private static int poisson(RandomGenerator random, double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble();
                product > limit;
                product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
