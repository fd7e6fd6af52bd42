package org.opengms.proxies;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.ConsentState;
import org.opengms.datafile.DataFile;

/// The dated rule by which a proxy's access narrows and ends. It is a list of bands; what no band
/// names is closed.
///
/// @param version of the rule
/// @param from its first day
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param source where it comes from
/// @param longestYears how long access lasts at most before it is recorded anew
/// @param reviewFromAge the age, in years, from which a parent's access is looked at
/// @param bands what is open, by role and age
public record ProxyRules(
        String version,
        LocalDate from,
        Optional<String> signedBy,
        String source,
        int longestYears,
        int reviewFromAge,
        List<Band> bands) {
    private static final DataFile<ProxyRules> FORM =
            new DataFile<>(ProxyRules.class, "a file of proxy rules", "OGMS-7160", rules -> rules);
    private static final ProxyRules RULES =
            FORM.shipped(ProxyRules.class, "proxy-rules-2026.1.json");

    /// What a role opens while the person's age lies in a band.
    ///
    /// @param fromAge the first age, in completed years
    /// @param belowAge the first age that is no longer in the band; absent where there is none
    /// @param capacity what must be recorded of the person's capacity
    /// @param agreement whether it takes an agreement since the person was of the band's age, which
    ///   then names what is open
    /// @param scopes what is open at most
    /// @param source where the band comes from
    public record Band(
            ProxyKind kind,
            int fromAge,
            Optional<Integer> belowAge,
            Capacity capacity,
            boolean agreement,
            Set<ProxyScope> scopes,
            String source) {
        /// @throws IllegalArgumentException if ages are not in order or nothing is open
        public Band {
            scopes = Set.copyOf(scopes);
            if (fromAge < 0 || belowAge.filter(age -> age <= fromAge).isPresent()) {
                throw new IllegalArgumentException("the ages of a band must rise");
            }
            if (scopes.isEmpty()) {
                throw new IllegalArgumentException("a band opens something");
            }
        }

        private boolean holds(LocalDate birth, LocalDate today) {
            return !birth.plusYears(fromAge).isAfter(today)
                    && belowAge.map(birth::plusYears).filter(end -> !end.isAfter(today)).isEmpty();
        }
    }

    /// What must be recorded of the person's capacity.
    public enum Capacity {
        /// It does not matter.
        ANY,
        /// That they cannot decide for themselves.
        LACKING,
        /// Nothing that says they cannot decide for themselves.
        NOT_LACKING
    }

    public ProxyRules {
        bands = List.copyOf(bands);
    }

    /// The rule that comes with the program.
    public static ProxyRules shipped() {
        return RULES;
    }

    /// What a proxy may do on a day. A pure function: it reads nothing else.
    ///
    /// @param birthDate of the person; where it is not known, nothing is open
    /// @param consent what was said of the person: capacity and death
    public ProxyStanding standing(
            Proxy proxy, Optional<LocalDate> birthDate, ConsentState consent, LocalDate today) {
        ProxyKind kind = proxy.kind();
        if (proxy.stopped().isPresent()) {
            return new ProxyStanding.Ended(kind, "Your access was ended. Ask the clinic.");
        }
        if (consent.diedOn().isPresent()) {
            return new ProxyStanding.Ended(kind, "Access ends when the person has died.");
        }
        if (today.isAfter(proxy.until())) {
            return new ProxyStanding.Ended(
                    kind, "Your access has run out. Ask the clinic to record it again.");
        }
        if (birthDate.isEmpty()) {
            return new ProxyStanding.Ended(
                    kind, "The date of birth is not known, so nothing is shown. Ask the clinic.");
        }
        LocalDate birth = birthDate.get();
        List<Band> ofAge =
                bands.stream().filter(b -> b.kind() == kind && b.holds(birth, today)).toList();
        if (ofAge.isEmpty()) {
            return new ProxyStanding.Ended(
                    kind,
                    kind == ProxyKind.PARENT
                            ? "A parent's access ends when a young person is old enough to decide themselves."
                            : "Nobody has access in this role at the person's age.");
        }
        Optional<Band> open =
                ofAge.stream().filter(b -> capacity(b.capacity(), consent)).findFirst();
        if (open.isEmpty()) {
            return new ProxyStanding.Ended(
                    kind,
                    kind == ProxyKind.CHOSEN_CARER
                            ? "The person chose you while they could decide for themselves. Ask the clinic who acts for them now."
                            : "You have access only while it is recorded that the person cannot decide for themselves.");
        }
        if (!open.get().agreement()) {
            return new ProxyStanding.InForce(kind, open.get().scopes());
        }
        Set<ProxyScope> agreed = agreed(proxy, birth.plusYears(open.get().fromAge()));
        Set<ProxyScope> scopes =
                open.get().scopes().stream()
                        .filter(agreed::contains)
                        .collect(java.util.stream.Collectors.toSet());
        return scopes.isEmpty()
                ? new ProxyStanding.Ended(
                        kind,
                        kind == ProxyKind.PARENT
                                ? "From %d a young person agrees to what a parent sees, or a clinician decides it. Ask the clinic."
                                        .formatted(open.get().fromAge())
                                : "The person has not agreed to what you may see. Ask the clinic.")
                : new ProxyStanding.InForce(kind, scopes);
    }

    /// What was agreed to last, if that was said since the person was of the age.
    private static Set<ProxyScope> agreed(Proxy proxy, LocalDate since) {
        return proxy.agreed()
                .filter(step -> !step.on().isBefore(since))
                .map(ProxyStep.Agreed::scopes)
                .orElse(Set.of());
    }

    private static boolean capacity(Capacity needed, ConsentState consent) {
        boolean lacking = consent.capacity().filter(can -> !can).isPresent();
        return switch (needed) {
            case ANY -> true;
            case LACKING -> lacking;
            case NOT_LACKING -> !lacking;
        };
    }

    /// Whether a parent's access is to be looked at with the young person, because they have
    /// reached the age and nobody has agreed to anything since.
    public boolean isToReview(Proxy proxy, Optional<LocalDate> birthDate, LocalDate today) {
        return proxy.kind() == ProxyKind.PARENT
                && proxy.stopped().isEmpty()
                && !today.isAfter(proxy.until())
                && birthDate
                        .map(birth -> birth.plusYears(reviewFromAge))
                        .filter(since -> !since.isAfter(today))
                        .filter(since ->
                                proxy.agreed().filter(s -> !s.on().isBefore(since)).isEmpty())
                        .isPresent();
    }
}
