package org.opengms.infrastructure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.directory.TestMethod;

/// One thing that limits what a laboratory can deliver: a method as a whole, a resource, or the
/// hours of one competence.
public sealed interface Limit {
    /// A method as a whole, in samples a week.
    record Method(TestMethod method) implements Limit {
        @Override
        public String code() {
            return "method:" + method.name();
        }

        @Override
        public String words() {
            return method.words();
        }

        @Override
        public String unit() {
            return "samples a week";
        }
    }

    /// A resource, in the unit of its kind.
    record Resource(ResourceKind kind) implements Limit {
        @Override
        public String code() {
            return "resource:" + kind.name();
        }

        @Override
        public String words() {
            return kind.words();
        }

        @Override
        public String unit() {
            return kind.unit();
        }
    }

    /// People of one competence, in hours of work a week.
    record Staff(StaffRole role) implements Limit {
        @Override
        public String code() {
            return "staff:" + role.name();
        }

        @Override
        public String words() {
            return role.words();
        }

        @Override
        public String unit() {
            return "hours a week";
        }
    }

    /// How messages and records name it: `method:WGS`, `resource:STORAGE_GB`, `staff:CONSULTANT`.
    String code();

    /// What it is, for people, lower case.
    String words();

    /// The unit of its amount.
    String unit();

    /// The limit that a code names.
    ///
    /// @throws IllegalArgumentException if it names none
    static Limit parse(String code) {
        return find(code)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "OGMS-6501 This names nothing that limits a laboratory. Write method:WGS, resource:COMPUTE_HOURS or staff:TECHNOLOGIST, or another of these kinds."));
    }

    /// The limit that a code names, if it names one.
    static Optional<Limit> find(String code) {
        return all().stream().filter(limit -> limit.code().equals(code)).findFirst();
    }

    /// Every limit: methods, then resources, then staff.
    static List<Limit> all() {
        List<Limit> all = new ArrayList<>();
        for (TestMethod method : TestMethod.values()) {
            all.add(new Method(method));
        }
        for (ResourceKind kind : ResourceKind.values()) {
            all.add(new Resource(kind));
        }
        for (StaffRole role : StaffRole.values()) {
            all.add(new Staff(role));
        }
        return all;
    }
}
