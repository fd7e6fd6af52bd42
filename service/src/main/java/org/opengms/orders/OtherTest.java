package org.opengms.orders;

import org.opengms.infrastructure.OdsCode;
import org.opengms.routing.Route;

/// A test in a laboratory that somebody wants instead of what the policy recommended.
///
/// @param testCode of the directory
/// @param laboratory where
public record OtherTest(String testCode, OdsCode laboratory) {
    boolean is(Route.Test test) {
        return test.testCode().equals(testCode) && test.laboratory().equals(laboratory);
    }
}
