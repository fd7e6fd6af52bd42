package org.opengms.server.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.people.NhsNumber;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/// The people of the demonstration, who can sign in at the local authorisation server: a clinician
/// and a manager for each site, laboratory staff and a scientist for each laboratory, a privacy
/// officer for each of both, a researcher for each site, an output checker for each laboratory, a
/// manager, a researcher, two finance officers and an operator for the whole, the access
/// committee's officer and members, every patient with an NHS number of the test range, and
/// everybody who acts for somebody (`proxy.` and such a number). All have the same, published
/// password, so the server that knows them listens on the loopback interface alone.
public final class DemoPeople implements UserDetailsService {
    /// The password of every demo person. Not a secret.
    public static final String PASSWORD = "opengms-demo";

    /// The first part of the user name of the committee's officer.
    public static final String OFFICER = "committee-officer";

    /// The first part of the user names of the committee's members from laboratories.
    public static final String MEMBER = "committee-member";

    /// The user names of the lay members.
    public static final List<String> LAY_MEMBERS = List.of("lay-member.1", "lay-member.2");

    /// The first part of the user name of the second finance officer.
    public static final String SECOND_FINANCE = "finance-second";

    /// The first part of the user names of the managers of sites.
    public static final String SITE_MANAGER = "site-manager";

    private static final String PATIENT = "patient";
    private static final String PROXY = "proxy";

    private final String hash;
    private final Map<String, LocalPerson> people = new LinkedHashMap<>();

    /// @param network whose sites and laboratories they work for
    public DemoPeople(ServiceNetwork network, PasswordEncoder encoder) {
        String encoded = encoder.encode(PASSWORD);
        if (encoded == null) {
            throw new IllegalStateException("OGMS-4302 The password encoder gave no hash");
        }
        this.hash = encoded;
        for (Site site : network.sites()) {
            add("clinician", "Clinician", site.ods().value(), Set.of(Role.CLINICIAN));
            add("auditor", "Privacy officer", site.ods().value(), Set.of(Role.AUDITOR));
            add("researcher", "Researcher", site.ods().value(), Set.of(Role.RESEARCHER));
            add(SITE_MANAGER, "Site manager", site.ods().value(), Set.of(Role.MANAGER));
        }
        for (Laboratory laboratory : network.laboratories()) {
            String ods = laboratory.ods().value();
            add("laboratory", "Technologist", ods, Set.of(Role.LABORATORY));
            add("scientist", "Scientist", ods, Set.of(Role.SCIENTIST));
            add("auditor", "Privacy officer", ods, Set.of(Role.AUDITOR));
            add("checker", "Output checker", ods, Set.of(Role.OUTPUT_CHECKER));
        }
        add(
                "researcher",
                "Researcher",
                network.fallbackLaboratory().value(),
                Set.of(Role.RESEARCHER));
        add("manager", "Manager", network.fallbackLaboratory().value(), Set.of(Role.MANAGER));
        add(
                "finance",
                "Finance officer",
                network.fallbackLaboratory().value(),
                Set.of(Role.FINANCE));
        // Contracts and spends take two.
        add(
                SECOND_FINANCE,
                "Second finance officer",
                network.fallbackLaboratory().value(),
                Set.of(Role.FINANCE));
        add("operator", "Operator", network.fallbackLaboratory().value(), Set.of(Role.OPERATOR));
        addCommittee(network);
    }

    /// The user names of those on the access committee who vote.
    public static List<String> committee(ServiceNetwork network) {
        List<String> names = new ArrayList<>(LAY_MEMBERS);
        network.laboratories().forEach(l -> names.add(userName(MEMBER, l.ods().value())));
        return List.copyOf(names);
    }

    /// Puts in the people of the access committee: an officer and members of laboratories, and lay
    /// members. Their seats are given by the operator.
    private void addCommittee(ServiceNetwork network) {
        add(
                OFFICER,
                "Committee officer",
                network.fallbackLaboratory().value(),
                Set.of(Role.COMMITTEE));
        for (Laboratory laboratory : network.laboratories()) {
            add(MEMBER, "Committee member", laboratory.ods().value(), Set.of(Role.COMMITTEE));
        }
        for (String lay : LAY_MEMBERS) {
            people.put(
                    lay,
                    new LocalPerson(
                            hash,
                            new Actor(
                                    lay,
                                    "Lay member",
                                    Actor.NO_ORGANISATION,
                                    Set.of(Role.COMMITTEE))));
        }
    }

    private void add(String kind, String title, String ods, Set<Role> roles) {
        String name = userName(kind, ods);
        people.put(
                name,
                new LocalPerson(
                        hash,
                        new Actor(
                                name,
                                title + " at " + ods,
                                new org.opengms.infrastructure.OdsCode(ods),
                                roles)));
    }

    /// The user name of a demo person, such as `clinician.zr101`.
    public static String userName(String kind, String ods) {
        return kind + "." + ods.toLowerCase(Locale.ROOT);
    }

    /// One person of each kind, to be offered where people sign in.
    public List<Actor> examples() {
        List<Actor> examples = new ArrayList<>();
        for (String kind :
                List.of(
                        "clinician",
                        "laboratory",
                        "scientist",
                        "manager",
                        SITE_MANAGER,
                        "operator",
                        "researcher",
                        "finance",
                        SECOND_FINANCE,
                        OFFICER,
                        MEMBER,
                        "lay-member",
                        "checker",
                        "auditor")) {
            people.values().stream()
                    .map(LocalPerson::actor)
                    .filter(actor -> actor.id().startsWith(kind + "."))
                    .findFirst()
                    .ifPresent(examples::add);
        }
        return List.copyOf(examples);
    }

    /// Whether a name is that of a patient: `patient.` and an NHS number of the range that is kept
    /// for tests. Elsewhere NHS login vouches for the number.
    private static boolean isDemo(String kind, String name) {
        return name.startsWith(kind + ".999")
                && NhsNumber.check(name.substring(kind.length() + 1)) == NhsNumber.Verdict.VALID;
    }

    /// The NHS number that was vouched for when a patient, or somebody who acts for one, signed in.
    public static Optional<NhsNumber> numberOf(Actor actor) {
        for (String kind : List.of(PATIENT, PROXY)) {
            if (actor.id().startsWith(kind + ".")
                    && (actor.has(Role.PATIENT) || actor.has(Role.PROXY))) {
                return Optional.of(new NhsNumber(actor.id().substring(kind.length() + 1)));
            }
        }
        return Optional.empty();
    }

    @Override
    public LocalPerson loadUserByUsername(String username) {
        String name = username.toLowerCase(Locale.ROOT);
        if (isDemo(PROXY, name)) {
            return new LocalPerson(
                    hash,
                    new Actor(
                            name,
                            "Somebody who acts for another",
                            Actor.NO_ORGANISATION,
                            Set.of(Role.PROXY)));
        }
        if (isDemo(PATIENT, name)) {
            return new LocalPerson(
                    hash, new Actor(name, "Patient", Actor.NO_ORGANISATION, Set.of(Role.PATIENT)));
        }
        LocalPerson person = people.get(name);
        if (person == null) {
            throw new UsernameNotFoundException("No such person");
        }
        return person;
    }
}
