package org.opengms.server.pages;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The way in.
@Controller
public final class StartController {
    private final Html html;
    private final Assets assets;
    private final List<DemoPerson> demoPeople;

    /// @param demoPeople who can sign in where the service demonstrates itself; empty elsewhere
    public StartController(Html html, Assets assets, List<DemoPerson> demoPeople) {
        this.html = html;
        this.assets = assets;
        this.demoPeople = List.copyOf(demoPeople);
    }

    /// The start page, or what the signed-in person works with.
    @GetMapping("/")
    public ResponseEntity<String> start(Visit visit) {
        return visit.actor()
                .map(actor -> Redirect.to(home(actor)))
                .orElseGet(() ->
                        html.answer(
                                HttpStatus.OK,
                                new Page.Start(visit.frame(assets, Frame.Section.NONE))));
    }

    /// In the training service the exercises of whoever has some.
    private String home(Actor actor) {
        if (assets.banner().hasExercises() && !actor.has(Role.PATIENT) && !actor.has(Role.PROXY)) {
            return "/training";
        }
        if (actor.has(Role.CLINICIAN)) {
            return Frame.Section.ORDERS.path();
        }
        if (actor.has(Role.LABORATORY) || actor.has(Role.SCIENTIST)) {
            return Frame.Section.LABORATORY.path();
        }
        if (actor.has(Role.COMMITTEE)) {
            return Frame.Section.COMMITTEE.path();
        }
        if (actor.has(Role.RESEARCHER)) {
            return Frame.Section.PROJECTS.path();
        }
        if (actor.has(Role.PROXY)) {
            return Frame.Section.ACTS_FOR.path();
        }
        if (actor.has(Role.AUDITOR)) {
            return Frame.Section.READINGS.path();
        }
        if (actor.has(Role.FINANCE)) {
            return Frame.Section.FINANCE.path();
        }
        return actor.has(Role.PATIENT) ? Frame.Section.MINE.path() : Frame.Section.OVERVIEW.path();
    }

    /// The form to sign in.
    @GetMapping("/login")
    public ResponseEntity<String> signIn(
            Visit visit,
            @RequestParam Optional<String> error,
            @RequestParam Optional<String> logout) {
        return html.answer(
                HttpStatus.OK,
                new Page.SignIn(
                        visit.frame(assets, Frame.Section.NONE),
                        error.isPresent(),
                        logout.isPresent(),
                        demoPeople));
    }

    /// Where browsers look without being told.
    @GetMapping("/favicon.ico")
    public ResponseEntity<String> icon() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(assets.path("favicon.svg")))
                .build();
    }
}
