package org.opengms.routing;

import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.OdsCode;

/// What is to be done for an order.
public sealed interface Route {
    /// Do this test in this laboratory.
    ///
    /// @param testCode of the directory
    /// @param testName for people
    /// @param method how
    /// @param laboratory where
    record Test(String testCode, String testName, TestMethod method, OdsCode laboratory)
            implements Route {}

    /// A person must decide, because the directory does not know what was asked for.
    ///
    /// @param laboratory whose scientists decide
    record Manual(OdsCode laboratory) implements Route {}

    /// Where the work is done.
    OdsCode laboratory();
}
