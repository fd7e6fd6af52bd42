package org.opengms.routing;

import org.opengms.directory.TestMethod;
import org.opengms.planning.routing.AssayMethod;

/// The methods of the test directory as the planning engine calls them.
public final class Assays {
    private Assays() {}

    /// The engine's word for a method.
    public static AssayMethod of(TestMethod method) {
        return switch (method) {
            case WGS -> AssayMethod.WHOLE_GENOME;
            case EXOME -> AssayMethod.EXOME;
            case PANEL -> AssayMethod.PANEL;
            case MICROARRAY -> AssayMethod.MICROARRAY;
            case SINGLE_GENE -> AssayMethod.SINGLE_GENE;
            case OTHER -> AssayMethod.OTHER;
        };
    }
}
