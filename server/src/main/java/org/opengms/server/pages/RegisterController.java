package org.opengms.server.pages;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.access.ProjectId;
import org.opengms.server.register.PublicProjects;
import org.opengms.server.register.RegisterFigures;
import org.opengms.server.register.RegisterOffice;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The public register, for anybody: as a page, and for programs.
@Controller
public final class RegisterController {
    private final Html html;
    private final Assets assets;
    private final RegisterOffice office;
    private final PublicProjects projects;
    private final Supplier<Map<String, String>> received;
    private final Problems problems;

    /// @param received what projects have brought, by their number
    public RegisterController(
            Html html,
            Assets assets,
            RegisterOffice office,
            PublicProjects projects,
            Supplier<Map<String, String>> received) {
        this.received = received;
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.projects = projects;
        this.problems = new Problems(html, assets);
    }

    /// The register of today, or of an earlier day.
    ///
    /// @param day such as `2026-11-26`
    @GetMapping("/register")
    public ResponseEntity<String> register(Visit visit, @RequestParam Optional<String> day) {
        return figures(day)
                .map(figures ->
                        html.answer(
                                HttpStatus.OK,
                                new Page.Register(
                                        visit.frame(assets, Frame.Section.REGISTER),
                                        figures,
                                        office.days(),
                                        projects.page(1))))
                .orElseGet(() -> problems.missing(visit));
    }

    /// The same for programs.
    @GetMapping("/register.json")
    public ResponseEntity<Register> machineReadable(@RequestParam Optional<String> day) {
        return figures(day)
                .map(figures ->
                        ResponseEntity.ok()
                                .cacheControl(
                                        CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                                .body(new Register(figures, projects.page(1))))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /// The register for programs: the figures, and the newest projects; further ones stand in
    /// `/register/projects.json?page=2` and so on.
    public record Register(@JsonUnwrapped RegisterFigures figures, PublicProjects.Some projects) {}

    /// The published projects.
    ///
    /// @param page from 1
    @GetMapping("/register/projects")
    public ResponseEntity<String> projects(Visit visit, @RequestParam Optional<String> page) {
        return html.answer(
                HttpStatus.OK,
                new Page.PublicList(
                        visit.frame(assets, Frame.Section.REGISTER), projects.page(number(page))));
    }

    /// The same for programs.
    @GetMapping("/register/projects.json")
    public ResponseEntity<PublicProjects.Some> projectsForPrograms(
            @RequestParam Optional<String> page) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(projects.page(number(page)));
    }

    /// One published project.
    @GetMapping("/register/projects/{id}")
    public ResponseEntity<String> project(Visit visit, @PathVariable String id) {
        return Ids.parse(id, ProjectId::new)
                .flatMap(projects::find)
                .map(project ->
                        html.answer(
                                HttpStatus.OK,
                                new Page.PublicOne(
                                        visit.frame(assets, Frame.Section.REGISTER),
                                        project,
                                        received.get().getOrDefault(project.id(), ""))))
                .orElseGet(() -> problems.missing(visit));
    }

    /// What approved projects asked and took away, for programs.
    @GetMapping("/register/outputs.json")
    public ResponseEntity<RegisterFigures.Research> outputs() {
        return ResponseEntity.of(office.today().ofProjects());
    }

    private static int number(Optional<String> page) {
        return Math.clamp(page.flatMap(p -> Ids.parse(p, Integer::valueOf)).orElse(1), 1, 100_000);
    }

    private Optional<RegisterFigures> figures(Optional<String> day) {
        if (day.isEmpty()) {
            return Optional.of(office.today());
        }
        try {
            return office.of(LocalDate.parse(day.get()));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}
