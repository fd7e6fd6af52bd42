package org.opengms.server.pages;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.server.laboratories.NetworkRegister;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The register of sites and laboratories on a day, for staff who are signed in.
@Controller
public final class InfrastructureController {
    private static final String PATH = "/overview/infrastructure";
    private static final int MOST_YEARS = 10;

    private final Html html;
    private final Assets assets;
    private final NetworkRegister register;

    public InfrastructureController(Html html, Assets assets, NetworkRegister register) {
        this.html = html;
        this.assets = assets;
        this.register = register;
    }

    /// The page.
    ///
    /// @param day such as `2026-06-15`; today without one
    @GetMapping(PATH)
    public ResponseEntity<String> page(Visit visit, @RequestParam Optional<String> day) {
        Optional<LocalDate> asked = day(day);
        List<FormProblem> wrong =
                asked.isPresent()
                        ? List.of()
                        : List.of(
                                new FormProblem(
                                        "day",
                                        "Enter a day of the last ten years, today at the latest, as year, month and day, for example 2026-03-31."));
        return html.answer(
                asked.isPresent() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                new Page.Infrastructure(
                        visit.frame(assets, Frame.Section.OVERVIEW),
                        new InfrastructureView(
                                register.on(asked.orElse(register.today())),
                                wrong,
                                new Typed(Map.of("day", List.of(day.orElse("")))))));
    }

    /// The same for programs.
    @GetMapping(PATH + ".json")
    public ResponseEntity<NetworkRegister.File> json(@RequestParam Optional<String> day) {
        return day(day).map(asked ->
                        ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(NetworkRegister.file(register.on(asked))))
                .orElseGet(() -> ResponseEntity.unprocessableContent().build());
    }

    /// What laboratories have, for spreadsheets.
    @GetMapping(PATH + ".csv")
    public ResponseEntity<String> csv(@RequestParam Optional<String> day) {
        return day(day).map(asked ->
                        ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                                .body(NetworkRegister.csv(register.on(asked))))
                .orElseGet(() -> ResponseEntity.unprocessableContent().build());
    }

    private Optional<LocalDate> day(Optional<String> typed) {
        LocalDate today = register.today();
        if (typed.filter(t -> !t.isBlank()).isEmpty()) {
            return Optional.of(today);
        }
        try {
            return typed.map(t -> LocalDate.parse(t.strip()))
                    .filter(d -> !d.isAfter(today) && !d.isBefore(today.minusYears(MOST_YEARS)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
