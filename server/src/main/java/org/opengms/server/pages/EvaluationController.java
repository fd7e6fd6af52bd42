package org.opengms.server.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.opengms.server.evaluation.EvaluationOffice;
import org.opengms.server.evaluation.EvaluationProof;
import org.opengms.server.evaluation.PublishedEvaluation;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The evaluations of the service, for anybody: as pages, as tables, and with what proves that they
/// are those that were published.
@Controller
public final class EvaluationController {
    /// What files of a report are, by how their names end. No other is handed out.
    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "csv",
                    new MediaType("text", "csv", StandardCharsets.UTF_8),
                    "json",
                    MediaType.APPLICATION_JSON,
                    "pdf",
                    MediaType.APPLICATION_PDF,
                    "svg",
                    new MediaType("image", "svg+xml"));

    private final Html html;
    private final Assets assets;
    private final EvaluationOffice office;
    private final EvaluationProof proof;
    private final Problems problems;

    public EvaluationController(
            Html html, Assets assets, EvaluationOffice office, EvaluationProof proof) {
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.proof = proof;
        this.problems = new Problems(html, assets);
    }

    /// All evaluations, newest first.
    @GetMapping("/evaluation")
    public ResponseEntity<String> all(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Evaluations(
                        visit.frame(assets, Frame.Section.EVALUATION),
                        office.all(),
                        office.verifierKey(),
                        office.lastRequest()));
    }

    /// The same for programs.
    @GetMapping("/evaluation.json")
    public ResponseEntity<Listed> allAsData() {
        return kept().body(
                        new Listed(
                                office.verifierKey(),
                                office.all().stream()
                                        .map(e ->
                                                new One(
                                                        e.number(),
                                                        e.snapshotDay().toString(),
                                                        e.snapshotHash(),
                                                        e.protocolVersion(),
                                                        e.reportHash(),
                                                        e.publishedAt().toString(),
                                                        "/evaluation/%d/files/%s"
                                                                .formatted(
                                                                        e.number(),
                                                                        EvaluationOffice.LIST)))
                                        .toList()));
    }

    /// All evaluations for programs.
    ///
    /// @param verifierKey of the seals
    public record Listed(String verifierKey, List<One> evaluations) {}

    /// An evaluation for programs; hashes are SHA-256 in hexadecimal digits.
    ///
    /// @param files where the list of its files is
    public record One(
            int number,
            String snapshotDay,
            String snapshot,
            String protocol,
            String report,
            String publishedAt,
            String files) {}

    /// One evaluation.
    @GetMapping("/evaluation/{number}")
    public ResponseEntity<String> one(Visit visit, @PathVariable String number) {
        Optional<PublishedEvaluation> evaluation = find(number);
        Optional<String> body =
                evaluation
                        .flatMap(e -> office.file(e, EvaluationOffice.PAGE))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        if (evaluation.isEmpty() || body.isEmpty()) {
            return problems.missing(visit);
        }
        return html.answer(
                HttpStatus.OK,
                new Page.OneEvaluation(
                        visit.frame(assets, Frame.Section.EVALUATION),
                        evaluation.get(),
                        office.entry(evaluation.get()),
                        body.get()));
    }

    /// A file of an evaluation's report.
    @GetMapping("/evaluation/{number}/files/{name}")
    public ResponseEntity<byte[]> file(@PathVariable String number, @PathVariable String name) {
        MediaType type =
                name.equals(EvaluationOffice.LIST)
                        ? MediaType.TEXT_PLAIN
                        : TYPES.get(
                                name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        return type == null
                ? ResponseEntity.notFound().build()
                : found(number, e -> office.file(e, name))
                        .map(bytes ->
                                kept().contentType(type)
                                        .header(
                                                HttpHeaders.CONTENT_DISPOSITION,
                                                ContentDisposition.attachment()
                                                        .filename(name)
                                                        .build()
                                                        .toString())
                                        .body(bytes))
                        .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /// What was signed, with the signature.
    @GetMapping("/evaluation/{number}/seal")
    public ResponseEntity<byte[]> seal(@PathVariable String number) {
        return text(
                found(number, e -> Optional.of(e.seal().getBytes(StandardCharsets.UTF_8))),
                MediaType.TEXT_PLAIN);
    }

    /// The record that the log has, with its salt: what the log's entry is the hash of.
    @GetMapping("/evaluation/{number}/record")
    public ResponseEntity<byte[]> record(@PathVariable String number) {
        return text(found(number, proof::record), MediaType.APPLICATION_OCTET_STREAM);
    }

    /// The proof that the record is in the log (C2SP tlog-proof).
    @GetMapping("/evaluation/{number}/proof")
    public ResponseEntity<byte[]> proof(@PathVariable String number) {
        return text(found(number, proof::proof), MediaType.TEXT_PLAIN);
    }

    /// An operator asks for an evaluation out of turn.
    @PostMapping("/overview/evaluation")
    public ResponseEntity<String> ask(Visit visit) {
        office.request(visit.reader().id());
        return Redirect.to("/evaluation");
    }

    private Optional<PublishedEvaluation> find(String number) {
        return Ids.parse(number, Integer::valueOf).flatMap(office::find);
    }

    private <T> Optional<T> found(
            String number, Function<PublishedEvaluation, Optional<T>> further) {
        return find(number).flatMap(further);
    }

    private static ResponseEntity<byte[]> text(Optional<byte[]> bytes, MediaType type) {
        return bytes.map(b -> kept().contentType(type).body(b))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static ResponseEntity.BodyBuilder kept() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }
}
