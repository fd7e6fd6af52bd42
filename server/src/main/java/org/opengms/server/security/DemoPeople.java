package org.opengms.server.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/// The people of the demonstration, who can sign in at the local authorisation server: a clinician
/// for each site, laboratory staff and a scientist for each laboratory, and a manager. All have the
/// same, published password, so the server that knows them listens on the loopback interface alone.
public final class DemoPeople implements UserDetailsService {
    /// The password of every demo person. Not a secret.
    public static final String PASSWORD = "opengms-demo";

    private final Map<String, LocalPerson> people = new LinkedHashMap<>();

    /// @param network whose sites and laboratories they work for
    public DemoPeople(ServiceNetwork network, PasswordEncoder encoder) {
        String hash = encoder.encode(PASSWORD);
        if (hash == null) {
            throw new IllegalStateException("OGMS-4302 The password encoder gave no hash");
        }
        for (Site site : network.sites()) {
            add(hash, "clinician", "Clinician", site.ods().value(), Set.of(Role.CLINICIAN));
        }
        for (Laboratory laboratory : network.laboratories()) {
            String ods = laboratory.ods().value();
            add(hash, "laboratory", "Technologist", ods, Set.of(Role.LABORATORY));
            add(hash, "scientist", "Scientist", ods, Set.of(Role.SCIENTIST));
        }
        add(hash, "manager", "Manager", network.fallbackLaboratory().value(), Set.of(Role.MANAGER));
        add(
                hash,
                "operator",
                "Operator",
                network.fallbackLaboratory().value(),
                Set.of(Role.OPERATOR));
    }

    private void add(String hash, String kind, String title, String ods, Set<Role> roles) {
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
        for (String kind : List.of("clinician", "laboratory", "scientist", "manager", "operator")) {
            people.values().stream()
                    .map(LocalPerson::actor)
                    .filter(actor -> actor.id().startsWith(kind + "."))
                    .findFirst()
                    .ifPresent(examples::add);
        }
        return List.copyOf(examples);
    }

    @Override
    public LocalPerson loadUserByUsername(String username) {
        LocalPerson person = people.get(username.toLowerCase(Locale.ROOT));
        if (person == null) {
            throw new UsernameNotFoundException("No such person");
        }
        return person;
    }
}
