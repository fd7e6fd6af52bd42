package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.routing.Priority;

/// An order in a list.
///
/// @param test directory code of the chosen test; absent while a person must still choose
/// @param method how it is done; absent while a person must still choose
/// @param isOverdue whether the report should be here already
public record OrderRow(
        OrderId id,
        String number,
        Patient patient,
        String indication,
        Optional<String> test,
        Optional<TestMethod> method,
        Priority priority,
        OrderState state,
        Optional<LocalDate> dueOn,
        boolean isOverdue) {}
