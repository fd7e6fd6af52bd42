package org.opengms.server.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.opengms.evaluation.evidence.EvidenceReport;
import org.opengms.evaluation.evidence.PublishedEvidence;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.report.BlockPage;
import org.opengms.server.evaluation.EvaluationOffice;
import org.opengms.server.evaluation.EvaluationProof;
import org.opengms.server.evaluation.LoggedProtocol;
import org.opengms.server.evaluation.PublishedEvaluation;
import org.opengms.transparency.record.CanonicalJson;
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
import org.springframework.web.bind.annotation.RequestParam;

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
                        logged(office.protocols()),
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
                                        .toList(),
                                logged(office.protocols()).stream()
                                        .map(p ->
                                                new OneProtocol(
                                                        p.protocol().version(),
                                                        p.protocol().hash(),
                                                        p.protocol().registeredAt().toString(),
                                                        p.protocol().insteadOf(),
                                                        p.protocol().record().toString(),
                                                        p.entry(),
                                                        Page.EvaluationProtocol.path(
                                                                p.protocol().version())))
                                        .toList()));
    }

    /// All evaluations for programs.
    ///
    /// @param verifierKey of the seals
    /// @param protocols that were registered, and others under the same version
    public record Listed(String verifierKey, List<One> evaluations, List<OneProtocol> protocols) {}

    /// A protocol for programs; hashes are SHA-256 in hexadecimal digits.
    ///
    /// @param registeredAt since when one is registered under this version
    /// @param insteadOf hash of the one that is registered under this version, if it is another
    /// @param record of it in the log
    /// @param entry of the record, once the log has it
    /// @param page where it can be read
    public record OneProtocol(
            String version,
            String protocol,
            String registeredAt,
            Optional<String> insteadOf,
            String record,
            Optional<Long> entry,
            String page) {}

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
                        office.entry(evaluation.get().record()),
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
        return text(
                found(number, e -> proof.record(e.record())), MediaType.APPLICATION_OCTET_STREAM);
    }

    /// The proof that the record is in the log (C2SP tlog-proof).
    @GetMapping("/evaluation/{number}/proof")
    public ResponseEntity<byte[]> proof(@PathVariable String number) {
        return text(found(number, e -> proof.proof(e.record())), MediaType.TEXT_PLAIN);
    }

    /// A protocol: what it asks, its hash, since when it is registered, and what proves that.
    @GetMapping("/evaluation/protocols/{version}")
    public ResponseEntity<String> protocol(Visit visit, @PathVariable String version) {
        List<Page.EvaluationProtocol.Logged> protocols = logged(office.protocols(version));
        if (protocols.isEmpty()) {
            return problems.missing(visit);
        }
        return html.answer(
                HttpStatus.OK,
                new Page.EvaluationProtocol(
                        visit.frame(assets, Frame.Section.EVALUATION),
                        protocols,
                        Ids.parse(protocols.getFirst().protocol().text(), Protocol::parse),
                        office.all().stream()
                                .filter(e -> e.protocolVersion().equals(version))
                                .toList()));
    }

    /// The text of a protocol, to the byte: its SHA-256 is the protocol's hash.
    ///
    /// @param hash of one of that version; without it the registered one
    @GetMapping("/evaluation/protocols/{version}/text")
    public ResponseEntity<byte[]> protocolText(
            @PathVariable String version, @RequestParam Optional<String> hash) {
        return text(
                logged(version, hash).map(p -> CanonicalJson.of(p.text())),
                MediaType.APPLICATION_JSON);
    }

    /// The record of a protocol that the log has, with its salt.
    ///
    /// @param hash of one of that version; without it the registered one
    @GetMapping("/evaluation/protocols/{version}/record")
    public ResponseEntity<byte[]> protocolRecord(
            @PathVariable String version, @RequestParam Optional<String> hash) {
        return text(
                logged(version, hash).flatMap(p -> proof.record(p.record())),
                MediaType.APPLICATION_OCTET_STREAM);
    }

    /// The proof that the record of a protocol is in the log (C2SP tlog-proof).
    ///
    /// @param hash of one of that version; without it the registered one
    @GetMapping("/evaluation/protocols/{version}/proof")
    public ResponseEntity<byte[]> protocolProof(
            @PathVariable String version, @RequestParam Optional<String> hash) {
        return text(
                logged(version, hash).flatMap(p -> proof.proof(p.record())), MediaType.TEXT_PLAIN);
    }

    private List<Page.EvaluationProtocol.Logged> logged(List<LoggedProtocol> protocols) {
        return protocols.stream()
                .map(p -> new Page.EvaluationProtocol.Logged(p, office.entry(p.record())))
                .toList();
    }

    private Optional<LoggedProtocol> logged(String version, Optional<String> hash) {
        return office.protocols(version).stream()
                .filter(p -> hash.map(p.hash()::equals).orElse(p.isRegistered()))
                .findFirst();
    }

    /// What is published about the 100,000 Genomes Project, and Parliament's questions answered
    /// from it.
    @GetMapping("/evaluation/100000-genomes")
    public ResponseEntity<String> evidence(Visit visit) {
        return document(
                visit,
                BlockPage.of(new EvidenceReport(PublishedEvidence.shipped()).blocks()),
                "/evaluation/100000-genomes/what-one-would-show",
                "What an evaluation on the project's data would show, and what is missing to run it",
                List.of("/evaluation/100000-genomes.csv", "/evaluation/100000-genomes.json"));
    }

    /// What an evaluation of the project would show.
    @GetMapping("/evaluation/100000-genomes/what-one-would-show")
    public ResponseEntity<String> worked(Visit visit) {
        return document(
                visit,
                BlockPage.of(EvidenceReport.worked()),
                "/evaluation/100000-genomes",
                "What is published, one row a figure",
                List.of());
    }

    private ResponseEntity<String> document(
            Visit visit, BlockPage page, String beside, String words, List<String> tables) {
        return html.answer(
                HttpStatus.OK,
                new Page.Document(
                        visit.frame(assets, Frame.Section.EVALUATION),
                        page,
                        beside,
                        words,
                        tables));
    }

    /// The figures, one row each.
    @GetMapping("/evaluation/100000-genomes.csv")
    public ResponseEntity<byte[]> evidenceTable() {
        return text(
                Optional.of(
                        new EvidenceReport(PublishedEvidence.shipped())
                                .csv()
                                .getBytes(StandardCharsets.UTF_8)),
                new MediaType("text", "csv", StandardCharsets.UTF_8));
    }

    /// Figures, sources and questions, as they are kept.
    @GetMapping("/evaluation/100000-genomes.json")
    public ResponseEntity<byte[]> evidenceData() {
        return text(
                Optional.of(PublishedEvidence.shipped().text().getBytes(StandardCharsets.UTF_8)),
                MediaType.APPLICATION_JSON);
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
