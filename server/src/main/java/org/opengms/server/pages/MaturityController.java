package org.opengms.server.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.maturity.MaturityAnswer;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.SelfAssessment;
import org.opengms.server.maturity.MaturityFiles;
import org.opengms.server.maturity.MaturityOffice;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// How digital the ordering sites are, for staff who are signed in. Nobody is named as a patient.
@Controller
public final class MaturityController {
    private static final String PATH = "/overview/maturity";

    private final Html html;
    private final Assets assets;
    private final MaturityOffice office;
    private final Problems problems;

    public MaturityController(Html html, Assets assets, MaturityOffice office) {
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.problems = new Problems(html, assets);
    }

    /// All sites.
    ///
    /// @param region to show alone
    /// @param measure to plot
    /// @param sort by what
    /// @param order `ascending` or `descending`
    /// @param done what has just been done
    @GetMapping(PATH)
    public ResponseEntity<String> all(
            Visit visit,
            @RequestParam Optional<String> region,
            @RequestParam Optional<String> measure,
            @RequestParam Optional<String> sort,
            @RequestParam Optional<String> order,
            @RequestParam Optional<String> done) {
        return html.answer(
                HttpStatus.OK,
                new Page.Maturity(
                        visit.frame(assets, Frame.Section.OVERVIEW),
                        MaturityView.of(office.board(), region, measure, sort, order),
                        done.filter("counted"::equals)
                                .map(_ -> "Everything until now is counted.")
                                .orElse("")));
    }

    /// The same for programs.
    @GetMapping(PATH + ".json")
    public ResponseEntity<MaturityFiles.All> json() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(MaturityFiles.all(office.board()));
    }

    /// The same for spreadsheets.
    @GetMapping(PATH + ".csv")
    public ResponseEntity<String> csv() {
        return csv(MaturityFiles.csv(office.board()));
    }

    private static ResponseEntity<String> csv(String text) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(text);
    }

    /// Counts what has changed since the last time, for whoever runs the service.
    @PostMapping(PATH + "/count")
    public ResponseEntity<String> count(Visit visit) {
        if (!visit.hasAny(List.of(Role.OPERATOR))) {
            return problems.denied(
                    visit, "Only whoever runs the service (role operator) has it counted.");
        }
        office.count();
        return Redirect.to(PATH + "?done=counted");
    }

    /// One site.
    ///
    /// @param done what has just been done
    @GetMapping(PATH + "/{ods}")
    public ResponseEntity<String> site(
            Visit visit, @PathVariable String ods, @RequestParam Optional<String> done) {
        return page(
                visit,
                HttpStatus.OK,
                ods,
                switch (done.orElse("")) {
                    case "assessed" -> "What you said of the site is kept.";
                    case "asked" -> "It is being worked out. Load this page again in some minutes.";
                    default -> "";
                },
                List.of(),
                Typed.NOTHING);
    }

    /// One site for programs.
    @GetMapping(PATH + "/{ods}/figures.json")
    public ResponseEntity<MaturityFiles.One> siteJson(@PathVariable String ods) {
        MaturityBoard.Board board = office.board();
        return Ids.parse(ods, OdsCode::new)
                .flatMap(board::site)
                .map(site ->
                        ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(MaturityFiles.one(board, site)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /// One site for spreadsheets.
    @GetMapping(PATH + "/{ods}/figures.csv")
    public ResponseEntity<String> siteCsv(@PathVariable String ods) {
        return Ids.parse(ods, OdsCode::new)
                .flatMap(code -> office.board().site(code))
                .map(site -> csv(MaturityFiles.csv(site)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /// Keeps what a site's manager says of it.
    @PostMapping(PATH + "/{ods}/assessment")
    public ResponseEntity<String> assess(
            Visit visit,
            @PathVariable String ods,
            @RequestParam MultiValueMap<String, String> form) {
        Optional<OdsCode> site = Ids.parse(ods, OdsCode::new);
        if (site.isEmpty()) {
            return problems.missing(visit);
        }
        Typed typed = new Typed(form);
        List<FormProblem> wrong = new ArrayList<>();
        Map<SelfAssessment.Dimension, Integer> scores =
                new EnumMap<>(SelfAssessment.Dimension.class);
        for (SelfAssessment.Dimension dimension : SelfAssessment.Dimension.values()) {
            String value = typed.value(dimension.code()).strip();
            if (value.matches("-?[0-9]{1,4}")) {
                scores.put(dimension, Integer.parseInt(value, 10));
            } else if (!value.isEmpty()) {
                wrong.add(
                        new FormProblem(
                                dimension.code(), "Choose a score from 1 to 5, or leave it out."));
            }
        }
        if (!wrong.isEmpty()) {
            return page(visit, HttpStatus.UNPROCESSABLE_CONTENT, ods, "", wrong, typed);
        }
        return switch (office.assess(site.get(), scores, visit.reader())) {
            case MaturityAnswer.Kept<SelfAssessment> _ ->
                    Redirect.to(PATH + "/" + site.get() + "?done=assessed");
            case MaturityAnswer.NotAllowed<SelfAssessment>(String why) ->
                    problems.denied(visit, why);
            case MaturityAnswer.NotFound<SelfAssessment> _ -> problems.missing(visit);
            case MaturityAnswer.Refused<SelfAssessment>(String why) ->
                    page(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            ods,
                            "",
                            List.of(FormProblem.read(why, MaturityController::isDimension)),
                            typed);
        };
    }

    private static boolean isDimension(String field) {
        return List.of(SelfAssessment.Dimension.values()).stream()
                .anyMatch(d -> d.code().equals(field));
    }

    /// Has it worked out what digitising a site would return.
    @PostMapping(PATH + "/{ods}/return")
    public ResponseEntity<String> ask(Visit visit, @PathVariable String ods) {
        return found(
                visit,
                ods,
                site -> {
                    if (!mayAsk(site, visit.reader())) {
                        return problems.denied(
                                visit,
                                "Only a manager of the site and whoever runs the service have it worked out.");
                    }
                    office.askForReturn(site);
                    return Redirect.to(PATH + "/" + site + "?done=asked");
                });
    }

    private boolean mayAsk(OdsCode site, Actor actor) {
        return actor.has(Role.OPERATOR) || office.mayAssess(site, actor);
    }

    private ResponseEntity<String> found(
            Visit visit, String ods, Function<OdsCode, ResponseEntity<String>> then) {
        return Ids.parse(ods, OdsCode::new)
                .filter(office::isSite)
                .map(then)
                .orElseGet(() -> problems.missing(visit));
    }

    private ResponseEntity<String> page(
            Visit visit,
            HttpStatus status,
            String ods,
            String notice,
            List<FormProblem> wrong,
            Typed typed) {
        return found(
                visit,
                ods,
                code -> {
                    MaturityBoard.Board board = office.board();
                    Actor reader = visit.reader();
                    return html.answer(
                            status,
                            new Page.SiteMaturity(
                                    visit.frame(assets, Frame.Section.OVERVIEW),
                                    new SiteMaturityView(
                                            board.site(code).orElseThrow(),
                                            board.months(),
                                            board,
                                            office.readiness(code),
                                            office.assessments(code),
                                            office.mayAssess(code, reader),
                                            office.returns(code),
                                            mayAsk(code, reader),
                                            wrong,
                                            typed),
                                    notice));
                });
    }
}
