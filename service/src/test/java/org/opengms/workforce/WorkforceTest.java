package org.opengms.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opengms.fakes.World;
import org.opengms.infrastructure.Figure;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.ResourceKind;
import org.opengms.infrastructure.StaffRole;

class WorkforceTest {
    @Test
    void isTheHoursOfALaboratoryByCompetence() {
        LaboratoryState state =
                new LaboratoryState(
                        World.NETWORK.laboratories().getFirst(),
                        World.NOW,
                        Map.of(
                                new Limit.Staff(StaffRole.CONSULTANT),
                                new Figure(75, java.util.Optional.empty()),
                                new Limit.Staff(StaffRole.RECEPTION),
                                new Figure(30, java.util.Optional.empty()),
                                new Limit.Resource(ResourceKind.STORAGE_GB),
                                new Figure(500, java.util.Optional.empty())),
                        List.of(),
                        Map.of(),
                        List.of());
        Workforce workforce = Workforce.of(state);
        assertEquals(
                List.of(StaffRole.RECEPTION, StaffRole.CONSULTANT),
                List.copyOf(workforce.hoursPerWeek().keySet()));
        assertEquals(2, workforce.wholeTimeEquivalents(StaffRole.CONSULTANT));
        assertEquals(0, workforce.wholeTimeEquivalents(StaffRole.BIOINFORMATICIAN));
    }
}
