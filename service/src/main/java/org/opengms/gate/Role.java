package org.opengms.gate;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person or system may do in the service.
public enum Role {
    /// Orders tests and reads the reports of own patients.
    CLINICIAN,
    /// Works on the tasks of a laboratory and delivers its files and results.
    LABORATORY,
    /// Reads analyses and signs reports.
    SCIENTIST,
    /// Sees how the service runs, in numbers that name nobody.
    MANAGER,
    /// Works with the data of people who agreed to research, without knowing who they are.
    RESEARCHER,
    /// Keeps contracts, the books and the funds. Sees organisations and money, and no person.
    FINANCE,
    /// Sits on the access committee; in which seat, and until when, the service keeps.
    COMMITTEE,
    /// Runs a project's programs beside the data, as a system without a person.
    ENVIRONMENT,
    /// Looks at what projects want to let out of the controlled environment.
    OUTPUT_CHECKER,
    /// A person whose data the service keeps, signed in with a verified NHS number.
    PATIENT,
    /// Acts for another person, signed in as themselves: a parent, an attorney, a carer. What that
    /// opens, and until when, is told by [org.opengms.proxies.ProxyRules].
    PROXY,
    /// Runs the service: states for any laboratory what it can do and has to do.
    OPERATOR,
    /// Answers for how an organisation uses personal data: its Caldicott guardian or privacy
    /// officer. Sees who read, and nothing of what was read.
    AUDITOR;

    /// Roles as one text, as the access log keeps them; [#parse] reads it.
    public static String names(Set<Role> roles) {
        return roles.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    /// Roles that [#names] has written.
    public static Set<Role> parse(String names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (!names.isEmpty()) {
            for (String name : names.split(",", -1)) {
                roles.add(valueOf(name));
            }
        }
        return roles;
    }
}
