package org.opengms.staffing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.infrastructure.StaffRole;
import org.opengms.workforce.Competence;
import org.opengms.workforce.Evidence;
import org.opengms.workforce.FundedPlaces;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.StaffEntry;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStep;
import org.opengms.workforce.TrainingBook;
import org.opengms.workforce.Workplace;

/// A service with two laboratories and two sites, on a day in March 2026.
final class SmallService implements ServicePeople {
    static final OdsCode NORTH = new OdsCode("ZL01");
    static final OdsCode SOUTH = new OdsCode("ZL02");
    static final OdsCode HOSPITAL = new OdsCode("ZR101");
    static final OdsCode CLINIC = new OdsCode("ZR102");
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    final List<StaffMember> members = new ArrayList<>();
    List<FundedPlaces> places = List.of();
    OrderGrowth growth = new OrderGrowth(0, 0);

    @Override
    public ServiceNetwork network() {
        return new ServiceNetwork(
                "Small",
                List.of(
                        laboratory(NORTH, "Northern laboratory of the service", 8.7),
                        laboratory(SOUTH, "Southern laboratory of the service", 3.9)),
                List.of(
                        new Site(HOSPITAL, "Hospital", "A", NORTH, DigitalReadiness.UNKNOWN),
                        new Site(CLINIC, "Clinic", "A", SOUTH, DigitalReadiness.UNKNOWN)),
                NORTH);
    }

    private static Laboratory laboratory(OdsCode ods, String name, double scientists) {
        return new Laboratory(
                ods,
                name,
                "A",
                Map.of(TestMethod.WGS, 10),
                Map.of(StaffRole.CLINICAL_SCIENTIST, scientists));
    }

    /// Somebody who works somewhere and may do something until a day.
    void holder(OdsCode workplace, Competence competence, LocalDate until) {
        LocalDate from = TODAY.minusMonths(6);
        add(
                workplace,
                JobRole.CONSULTANT,
                new StaffStep.EvidenceTaken(
                        new Evidence.Recognised(competence, "A register", from, "1")),
                new StaffStep.Granted(competence, from, until, List.of(1)));
    }

    /// Somebody who learns something until a day.
    void learner(OdsCode workplace, Competence competence, LocalDate until) {
        add(
                workplace,
                JobRole.NURSE,
                new StaffStep.SupervisionBegun(
                        competence, new StaffId("above"), TODAY.minusMonths(1), until));
    }

    void trainee(OdsCode workplace) {
        add(workplace, JobRole.TRAINEE);
    }

    private void add(OdsCode workplace, JobRole role, StaffStep... more) {
        StaffId id = new StaffId("person" + members.size());
        Instant at = NOW.minusSeconds(86_400L * 100);
        List<StaffEntry> steps = new ArrayList<>();
        steps.add(
                new StaffEntry(at, "manager", new StaffStep.Employed(workplace, role, "Somebody")));
        for (StaffStep step : more) {
            steps.add(new StaffEntry(at, "manager", step));
        }
        members.add(StaffMember.of(id, steps));
    }

    StaffRegister register() {
        return StaffRegister.of(members, NOW);
    }

    @Override
    public List<StaffMember> members() {
        return members;
    }

    @Override
    public LaboratoryStates states() {
        return LaboratoryStates.of(network());
    }

    @Override
    public FundedTraining funded() {
        return () -> places;
    }

    @Override
    public OrderGrowth growth(Instant until) {
        return growth;
    }

    @Override
    public TrainingBook book() {
        return TrainingBook.shipped();
    }

    @Override
    public Set<Workplace> kinds(OdsCode organisation) {
        return network().laboratory(organisation).isPresent()
                ? Set.of(Workplace.LABORATORY)
                : organisation.equals(GateDesk.COMMITTEE)
                        ? Set.of(Workplace.COMMITTEE)
                        : Set.of(Workplace.SITE);
    }
}
