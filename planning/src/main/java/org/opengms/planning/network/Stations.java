package org.opengms.planning.network;

import java.util.LinkedHashSet;
import java.util.Set;

/// The names of the stations of a laboratory, as scenario, changes and results say them.
final class Stations {
    static final String CLERKS = "clerks";
    static final String RECEPTION = "reception";
    static final String EXTRACTION = "extraction";
    static final String NETWORK = "network";
    static final String STORAGE = "storage";
    static final String COMPUTE = "compute";
    static final String MEETING = "meeting";

    private Stations() {}

    static String line(String id) {
        return "line:" + id;
    }

    static String staff(String competence) {
        return "staff:" + competence;
    }

    /// All of a laboratory that can fail.
    static Set<String> namesIn(Laboratory laboratory) {
        Set<String> names =
                new LinkedHashSet<>(Set.of(CLERKS, RECEPTION, EXTRACTION, NETWORK, COMPUTE));
        laboratory.lines().forEach(l -> names.add(line(l.id())));
        laboratory.staff().forEach(s -> names.add(staff(s.competence())));
        return names;
    }
}
