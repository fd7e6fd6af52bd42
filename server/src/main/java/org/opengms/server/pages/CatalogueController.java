package org.opengms.server.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.opengms.catalogue.Catalogue;
import org.opengms.catalogue.CatalogueDesk;
import org.opengms.market.Tariff;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// What anybody may know before they ask: what the data resource holds, and what its use costs. As
/// pages, and for programs.
@Controller
public final class CatalogueController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Html html;
    private final Assets assets;
    private final CatalogueDesk desk;
    private final Tariff tariff;

    public CatalogueController(Html html, Assets assets, CatalogueDesk desk, Tariff tariff) {
        this.html = html;
        this.assets = assets;
        this.desk = desk;
        this.tariff = tariff;
    }

    /// The catalogue that stands.
    @GetMapping("/catalogue")
    public ResponseEntity<String> catalogue(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.PublicCatalogue(
                        visit.frame(assets, Frame.Section.CATALOGUE), desk.newest(), desk.rules()));
    }

    /// The same for programs; 404 while none was published.
    @GetMapping("/catalogue.json")
    public ResponseEntity<Catalogue> catalogueAsData() {
        return desk.newest()
                .map(catalogue -> kept().body(catalogue))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /// The same as a table; 404 while none was published.
    @GetMapping("/catalogue.csv")
    public ResponseEntity<String> catalogueAsTable() {
        return desk.newest()
                .map(catalogue -> table("opengms-catalogue.csv", catalogue.csv()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /// Prices, and the principles by which they are made.
    @GetMapping("/prices")
    public ResponseEntity<String> prices(Visit visit) {
        return html.answer(
                HttpStatus.OK, new Page.Prices(visit.frame(assets, Frame.Section.PRICES), tariff));
    }

    /// The tariff for programs.
    @GetMapping("/prices.json")
    public ResponseEntity<Tariff> pricesAsData() {
        return kept().body(tariff);
    }

    /// The prices as a table.
    @GetMapping("/prices.csv")
    public ResponseEntity<String> pricesAsTable() {
        return table("opengms-prices.csv", tariff.csv());
    }

    private static ResponseEntity.BodyBuilder kept() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }

    private static ResponseEntity<String> table(String name, String csv) {
        return kept().contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(csv);
    }
}
