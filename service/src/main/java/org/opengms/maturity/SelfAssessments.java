package org.opengms.maturity;

import java.util.List;
import org.opengms.infrastructure.OdsCode;

/// Where assessments are kept, each for good.
public interface SelfAssessments {
    /// Keeps one.
    void add(SelfAssessment assessment);

    /// Those of a site, the newest first.
    List<SelfAssessment> of(OdsCode site, int most);
}
