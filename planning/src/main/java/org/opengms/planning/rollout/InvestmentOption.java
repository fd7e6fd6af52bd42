package org.opengms.planning.rollout;

import java.time.LocalDate;
import java.util.List;
import org.opengms.planning.network.DatedChange;

/// Something that can be invested in.
///
/// @param id what plans name it by, followed by `:` and the place
/// @param name as people call it
/// @param kind what it does
/// @param places ids of the sites or laboratories at which it may be done; `*` for every one
/// @param resource at the place: for `DIGITISE` the site profile from then on, for `MACHINES` the
///   line's id, for `PLACES` the station, for `HIRE` and `TRAIN` the competence; otherwise empty
/// @param amount of one unit: machines, places, terabytes, samples at once, megabits a second,
///   people, or cases a meeting; 1 for `DIGITISE` and `GO_LIVE`
/// @param costPence of one unit in each quarter from its start
/// @param leadQuarters from its start until it works, if nothing slips
/// @param slip probability of working so many quarters late, from 0; they add up to 1
/// @param mostPerQuarter units that may be started at a place in a quarter
/// @param most units that may be started at a place in all
/// @param payer who is to pay, as far as known
/// @param evidence what costs, lead time and slip rest on
public record InvestmentOption(
        String id,
        String name,
        Kind kind,
        List<String> places,
        String resource,
        double amount,
        List<Long> costPence,
        int leadQuarters,
        List<Double> slip,
        int mostPerQuarter,
        int most,
        String payer,
        String evidence) {
    /// What an investment does.
    public enum Kind {
        /// A site orders digitally.
        DIGITISE,
        /// A site goes live: it is offered the tests that are not offered everywhere.
        GO_LIVE,
        /// A laboratory gets machines on a line.
        MACHINES,
        /// A laboratory gets places at clerks, reception or extraction.
        PLACES,
        /// A laboratory gets storage.
        STORAGE,
        /// A laboratory gets compute.
        COMPUTE,
        /// A laboratory gets a faster link.
        NETWORK,
        /// A laboratory hires trained people.
        HIRE,
        /// A laboratory trains people.
        TRAIN,
        /// A laboratory's meeting discusses more cases.
        MEETING;

        /// Whether it is done at a site; otherwise at a laboratory.
        boolean isAtSite() {
            return this == DIGITISE || this == GO_LIVE;
        }
    }

    public InvestmentOption {
        places = List.copyOf(places);
        costPence = List.copyOf(costPence);
        slip = List.copyOf(slip);
        if (!(amount > 0)) {
            throw refused(id, "amount is %s and must be above 0".formatted(amount));
        }
        if (costPence.isEmpty() || costPence.stream().anyMatch(pence -> pence < 0)) {
            throw refused(
                    id, "costPence is %s and must hold numbers of at least 0".formatted(costPence));
        }
        if (leadQuarters < 0 || leadQuarters > 80) {
            throw refused(
                    id, "leadQuarters is %d and must lie within 0 and 80".formatted(leadQuarters));
        }
        if (slip.stream().anyMatch(share -> !(share >= 0))
                || Math.abs(slip.stream().mapToDouble(Double::doubleValue).sum() - 1) > 1e-6) {
            throw refused(id, "slip is %s and must hold shares that add up to 1".formatted(slip));
        }
        if (mostPerQuarter < 1 || most < 1) {
            throw refused(
                    id,
                    "mostPerQuarter is %d and most %d; both must be at least 1"
                            .formatted(mostPerQuarter, most));
        }
    }

    private static IllegalArgumentException refused(String id, String why) {
        return new IllegalArgumentException(
                "OGMS-6451 Investment option %s: %s.".formatted(id, why));
    }

    /// The id of this option at a place.
    String at(String place) {
        return id + ":" + place;
    }

    /// How many quarters late it works.
    ///
    /// @param uniform at least 0, below 1
    int quartersLate(double uniform) {
        double sum = 0;
        for (int late = 0; late < slip.size(); late++) {
            sum += slip.get(late);
            if (uniform < sum) {
                return late;
            }
        }
        return slip.size() - 1;
    }

    /// What units of it change in the network.
    ///
    /// @param place where
    /// @param date from which it works
    /// @param units how many
    DatedChange change(String place, LocalDate date, int units) {
        double all = amount * units;
        int whole = (int) Math.rint(all);
        return switch (kind) {
            case DIGITISE -> new DatedChange.SiteDigitised(date, place, resource);
            case GO_LIVE -> new DatedChange.TestsOffered(date, place);
            case MACHINES -> new DatedChange.MachinesAdded(date, place, resource, whole);
            case PLACES -> new DatedChange.PlacesAdded(date, place, resource, whole);
            case STORAGE -> new DatedChange.StorageAdded(date, place, all);
            case COMPUTE -> new DatedChange.ComputeAdded(date, place, whole);
            case NETWORK -> new DatedChange.NetworkAdded(date, place, all);
            case HIRE -> new DatedChange.StaffHired(date, place, resource, all);
            case TRAIN -> new DatedChange.TrainingCompleted(date, place, resource, all);
            case MEETING -> new DatedChange.MeetingEnlarged(date, place, whole);
        };
    }
}
