package org.opengms.server.pages;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Pages that say what went wrong.
final class Problems {
    private final Html html;
    private final Assets assets;

    Problems(Html html, Assets assets) {
        this.html = html;
        this.assets = assets;
    }

    ResponseEntity<String> missing(Visit visit) {
        return html.answer(
                HttpStatus.NOT_FOUND, page(visit.frame(assets, Frame.Section.NONE), 404, ""));
    }

    ResponseEntity<String> denied(Visit visit, String reason) {
        return html.answer(
                HttpStatus.FORBIDDEN, page(visit.frame(assets, Frame.Section.NONE), 403, reason));
    }

    /// The page for a status.
    ///
    /// @param reason in plain words, empty where only the status is known
    static Page.Problem page(Frame frame, int status, String reason) {
        return switch (status) {
            case 403 ->
                    new Page.Problem(
                            frame,
                            status,
                            "You may not see or do this",
                            reason.isEmpty()
                                    ? "Your role does not allow it, or the form was open for too long."
                                    : reason,
                            reason.isEmpty()
                                    ? "Go back, load the page again and repeat the step. If it still fails, ask the person who runs the service for the role that you need."
                                    : "The attempt was logged. If you need access for a patient's care, ask the person who runs the service.");
            case 404 ->
                    new Page.Problem(
                            frame,
                            status,
                            "Page not found",
                            "There is nothing at this address.",
                            "If you typed the address, check it. If you followed a link, tell the person who runs the service.");
            case 400, 405, 413, 415 ->
                    new Page.Problem(
                            frame,
                            status,
                            "That did not work",
                            "The service did not understand what the browser sent.",
                            "Go back, load the page again and repeat the step.");
            default ->
                    new Page.Problem(
                            frame,
                            status,
                            "Sorry, there is a problem with the service",
                            "Something went wrong on our side. Nothing half-done was kept.",
                            "Try again in a minute. If it happens again, tell the person who runs the service when it happened.");
        };
    }
}
