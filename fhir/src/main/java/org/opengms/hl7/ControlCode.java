package org.opengms.hl7;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a message asks for (ORC-1, HL7 table 0119), and how each is answered.
public enum ControlCode {
    /// A new order.
    NW(""),
    /// To cancel an order.
    CA(""),
    OC("This tells that an order was cancelled, which a laboratory says. To ask for it, send CA."),
    DC(
            "Discontinuing is for orders that repeat, and a genomic test is done once. To stop it, send CA."),
    HD("An order cannot be put on hold in this way. Call the laboratory, or cancel it with CA."),
    RL("An order cannot be released in this way. Call the laboratory that holds it."),
    XO("An order is not changed in place. Cancel it with CA and send a new one with NW."),
    XX("This tells that an order was changed, which a laboratory says, not a hospital."),
    RP(
            "An order is not replaced in one step. Cancel the old one with CA and send a new one with NW."),
    RU("This tells that an order was replaced, which a laboratory says, not a hospital."),
    RO(
            "An order is not replaced in one step. Cancel the old one with CA and send a new one with NW."),
    RF("Refilling is for prescriptions; a genomic test is ordered anew with NW."),
    PA("Parent and child orders are not taken. Send each test as its own order with NW."),
    CH("Parent and child orders are not taken. Send each test as its own order with NW."),
    SN(
            "Order numbers are given in the acknowledgement of a new order (NW); none is sent on request."),
    NA("Order numbers are given by this service, not to it."),
    SS(
            "The state of an order is not sent in this way. Read its tasks over the FHIR interface (Task) or on the order's page."),
    SC("States are told by the laboratory through its tasks, not with an order message."),
    SR("This answers a question for the state of an order, and none was asked."),
    DE("Mistakes in an order are told in the acknowledgement; none is taken as a message."),
    OK("This accepts an order, which a laboratory says through its task."),
    UA("This refuses an order, which a laboratory says through its task."),
    UC("This refuses a cancellation, which a laboratory says through its task."),
    CR(
            "This tells that an order was cancelled as asked, which a laboratory says through its task."),
    RE("Results are not taken as an order. Deliver them as the laboratory that owns the task.");

    private final String answer;

    ControlCode(String answer) {
        this.answer = answer;
    }

    /// The code as a message spells it, if it is of the table.
    static Optional<ControlCode> of(String code) {
        String spelled = code.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(c -> c.name().equals(spelled)).findFirst();
    }

    /// Why it is not done, and what to do instead; empty where it is.
    String answer() {
        return answer;
    }
}
