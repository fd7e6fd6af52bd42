package org.opengms.server.pages;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.opengms.server.register.RegisterFigures;
import org.opengms.server.register.RegisterOffice;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The public register, for anybody: as a page, and for programs.
@Controller
public final class RegisterController {
    private final Html html;
    private final Assets assets;
    private final RegisterOffice office;
    private final Problems problems;

    public RegisterController(Html html, Assets assets, RegisterOffice office) {
        this.html = html;
        this.assets = assets;
        this.office = office;
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
                                        office.days())))
                .orElseGet(() -> problems.missing(visit));
    }

    /// The same for programs.
    @GetMapping("/register.json")
    public ResponseEntity<RegisterFigures> machineReadable(@RequestParam Optional<String> day) {
        return figures(day)
                .map(figures ->
                        ResponseEntity.ok()
                                .cacheControl(
                                        CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                                .body(figures))
                .orElseGet(() -> ResponseEntity.notFound().build());
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
