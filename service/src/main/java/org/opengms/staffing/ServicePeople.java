package org.opengms.staffing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.TrainingBook;
import org.opengms.workforce.Workplace;

/// Where a forecast reads how the service is now.
public interface ServicePeople {
    /// Everybody whom the register of staff has.
    List<StaffMember> members();

    /// The laboratories and sites.
    ServiceNetwork network();

    /// What laboratories say of themselves.
    LaboratoryStates states();

    /// Training places that funds have bought.
    FundedTraining funded();

    /// How orders grew until an instant.
    OrderGrowth growth(Instant until);

    /// What competences ask for.
    TrainingBook book();

    /// What sort of workplace an organisation is.
    Set<Workplace> kinds(OdsCode organisation);
}
