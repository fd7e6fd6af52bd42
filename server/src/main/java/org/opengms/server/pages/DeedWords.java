package org.opengms.server.pages;

import java.util.Arrays;
import org.opengms.orders.OrderChoices;

/// How the pages speak of something that is done with a whole order.
///
/// @param path last part of the address of its page
/// @param link that leads to it
/// @param heading of its page, before the order's number
/// @param button that does it
public record DeedWords(String path, String link, String heading, String button) {
    static DeedWords of(OrderChoices.Deed deed) {
        return switch (deed) {
            case HOLD ->
                    new DeedWords("hold", "Put on hold", "Put on hold", "Put the order on hold");
            case RELEASE ->
                    new DeedWords("release", "Take off hold", "Take off hold", "Take it off hold");
            case REVOKE -> new DeedWords("revoke", "Revoke", "Revoke", "Revoke the order");
            case ENTER_IN_ERROR ->
                    new DeedWords(
                            "error",
                            "Mark as entered in error",
                            "Entered in error",
                            "Mark the order as entered in error");
            case CANCEL_GENOME ->
                    new DeedWords(
                            "no-genome",
                            "Cancel the genome",
                            "Cancel the genome",
                            "Cancel the genome that would follow");
            case ORDER_GENOME ->
                    new DeedWords(
                            "genome-again",
                            "Order the genome again",
                            "Order the genome again",
                            "Order the genome again");
            case CHOOSE_ANOTHER_TEST ->
                    new DeedWords(
                            "test-instead",
                            "Choose another test",
                            "Choose another test",
                            "Have this test done instead");
        };
    }

    /// What is done at the page with this last part of its address.
    static OrderChoices.Deed deed(String path) {
        return Arrays.stream(OrderChoices.Deed.values())
                .filter(deed -> of(deed).path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
