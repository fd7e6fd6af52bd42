package org.opengms.server.workforce;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.workforce.Competence;
import org.opengms.workforce.Evidence;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffStep;

/// The people of the demonstration with what they may do. At the second site the clinician's
/// competence to order has just ended, at the third nobody has entered that they can take a record
/// of discussion, and the last laboratory's scientist is about to lose what they sign with.
public final class ExampleStaff {
    private static final String BODY = "Made-up register of this demonstration";

    private final StaffDesk desk;
    private final Actor operator;

    private ExampleStaff(StaffDesk desk, OdsCode home) {
        this.desk = desk;
        this.operator = new Actor("demonstration", "Demonstration", home, Set.of(Role.OPERATOR));
    }

    /// Takes them in where nobody is entered yet.
    ///
    /// @param committee user names of the access committee's members
    public static void takeIn(StaffDesk desk, ServiceNetwork network, List<String> committee) {
        new ExampleStaff(desk, network.fallbackLaboratory()).takeIn(network, committee);
    }

    private void takeIn(ServiceNetwork network, List<String> committee) {
        if (!desk.at(network.fallbackLaboratory(), operator).isEmpty()) {
            return;
        }
        LocalDate today = desk.today();
        List<Site> sites = network.sites();
        for (int i = 0; i < sites.size(); i++) {
            Work clinician =
                    new Work(
                            "clinician",
                            sites.get(i).ods(),
                            JobRole.GENETIC_COUNSELLOR,
                            "Clinician");
            if (i != 2) {
                clinician.holds(Competence.RECORD_OF_DISCUSSION, today.plusMonths(14));
            }
            clinician.holds(
                    Competence.ORDER_WGS, i == 1 ? today.minusDays(1) : today.plusMonths(14));
            clinician.enter();
        }
        List<Laboratory> laboratories = network.laboratories();
        for (int i = 0; i < laboratories.size(); i++) {
            OdsCode ods = laboratories.get(i).ods();
            new Work("laboratory", ods, JobRole.TECHNOLOGIST, "Technologist")
                    .holds(Competence.WET_LAB, today.plusMonths(14))
                    .holds(Competence.BIOINFORMATICS, today.plusMonths(14))
                    .holds(Competence.INTERPRET, today.plusMonths(14))
                    .enter();
            new Work("scientist", ods, JobRole.CLINICAL_SCIENTIST, "Scientist")
                    .holds(Competence.INTERPRET, today.plusMonths(14))
                    .holds(
                            Competence.AUTHORISE_REPORT,
                            i == laboratories.size() - 1
                                    ? today.plusDays(20)
                                    : today.plusMonths(14))
                    .holds(Competence.MDT_CHAIR, today.plusMonths(14))
                    .enter();
        }
        for (String member : committee) {
            new Work(new StaffId(member), GateDesk.COMMITTEE, JobRole.COMMITTEE_MEMBER, "Member")
                    .holds(Competence.ACCESS_REVIEWER, today.plusMonths(14))
                    .enter();
        }
    }

    /// What is entered of one person.
    private final class Work {
        private final StaffId id;
        private final List<StaffStep> steps = new ArrayList<>();
        private int evidence;

        Work(String kind, OdsCode organisation, JobRole role, String title) {
            this(
                    new StaffId(kind + "." + organisation.value().toLowerCase(Locale.ROOT)),
                    organisation,
                    role,
                    title);
        }

        Work(StaffId id, OdsCode organisation, JobRole role, String title) {
            this.id = id;
            steps.add(new StaffStep.Employed(organisation, role, title + " at " + organisation));
        }

        Work holds(Competence competence, LocalDate until) {
            LocalDate from = until.minusMonths(18);
            steps.add(
                    new StaffStep.EvidenceTaken(
                            new Evidence.Recognised(competence, BODY, from, competence.code())));
            steps.add(new StaffStep.Granted(competence, from, until, List.of(++evidence)));
            return this;
        }

        void enter() {
            var _ = desk.record(id, steps, operator);
        }
    }
}
