package org.opengms.server.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.opengms.server.value.MoneyOffice;
import org.opengms.value.MoneyFigures;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// `/register/money`: what health data earned and what became of it, for everybody.
@Controller
public final class MoneyController {
    private static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final Html html;
    private final Assets assets;
    private final MoneyOffice office;

    public MoneyController(Html html, Assets assets, MoneyOffice office) {
        this.html = html;
        this.assets = assets;
        this.office = office;
    }

    /// The page.
    @GetMapping("/register/money")
    public ResponseEntity<String> money(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Money(visit.frame(assets, Frame.Section.REGISTER), office.figures()));
    }

    /// The same for programs.
    @GetMapping("/register/money.json")
    public ResponseEntity<MoneyFigures> json() {
        return ResponseEntity.ok().cacheControl(SHORT).body(office.figures());
    }

    /// The sums for spreadsheets.
    @GetMapping("/register/money.csv")
    public ResponseEntity<String> csv() {
        return ResponseEntity.ok()
                .cacheControl(SHORT)
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(MoneyOffice.csv(office.figures()));
    }
}
