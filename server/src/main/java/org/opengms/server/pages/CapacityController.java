package org.opengms.server.pages;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Declaration;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.Statement;
import org.opengms.laboratories.LaboratoryAnswer;
import org.opengms.laboratories.WorkImport;
import org.opengms.laboratories.WorkScope;
import org.opengms.laboratories.WorkSheet;
import org.opengms.server.laboratories.LaboratoryOffice;
import org.opengms.server.laboratories.WorkUpload;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// What a laboratory can do and has to do beside the orders on the platform, seen and stated by its
/// own people.
@Controller
public final class CapacityController {
    private static final String PATH = "/laboratory/capacity";

    private final Html html;
    private final Assets assets;
    private final LaboratoryOffice office;
    private final Clock clock;
    private final Problems problems;

    public CapacityController(Html html, Assets assets, LaboratoryOffice office, Clock clock) {
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.clock = clock;
        this.problems = new Problems(html, assets);
    }

    /// What is stated, and the forms to state it.
    ///
    /// @param done what has just been done
    @GetMapping(PATH)
    public ResponseEntity<String> capacity(Visit visit, @RequestParam Optional<String> done) {
        String notice =
                switch (done.orElse("")) {
                    case "capacity" -> "The capacity is stated.";
                    case "equipment" -> "The equipment is stated.";
                    case "queue" -> "The queue is stated.";
                    case "outage" -> "The outage is stated.";
                    case "outage-end" -> "The outage is over.";
                    case "declaration" -> "Everything in the file is stated.";
                    case "import" -> "The list is imported. Its open orders count from now on.";
                    case "withdrawal" ->
                            "The import is taken back. What held before it holds again.";
                    default -> "";
                };
        return page(visit, HttpStatus.OK, notice, List.of(), Typed.NOTHING);
    }

    /// States a capacity.
    @PostMapping(PATH + "/capacity")
    public ResponseEntity<String> stateCapacity(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        return state(visit, form, "capacity", CapacityForms::capacity);
    }

    /// States a piece of equipment.
    @PostMapping(PATH + "/equipment")
    public ResponseEntity<String> stateEquipment(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        return state(visit, form, "equipment", CapacityForms::equipment);
    }

    /// States a queue.
    @PostMapping(PATH + "/queue")
    public ResponseEntity<String> stateQueue(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        return state(visit, form, "queue", CapacityForms::queue);
    }

    /// States an outage.
    @PostMapping(PATH + "/outage")
    public ResponseEntity<String> stateOutage(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        Actor actor = visit.reader();
        return switch (office.view(actor.organisation(), actor)) {
            case LaboratoryAnswer.Done<LaboratoryOffice.View>(var view) ->
                    state(visit, form, "outage", forms -> forms.outage(view.state().equipment()));
            case LaboratoryAnswer.NotFound<LaboratoryOffice.View> _ -> problems.missing(visit);
            case LaboratoryAnswer.NotAllowed<LaboratoryOffice.View>(var why) ->
                    problems.denied(visit, why);
            case LaboratoryAnswer.Refused<LaboratoryOffice.View>(var why) ->
                    problems.denied(visit, why);
        };
    }

    /// Says that an outage is over.
    @PostMapping(PATH + "/outages/{id}/end")
    public ResponseEntity<String> endOutage(Visit visit, @PathVariable String id) {
        Optional<OutageId> outage = Ids.parse(id, OutageId::new);
        return outage.isEmpty()
                ? problems.missing(visit)
                : declare(
                        visit,
                        new CapacityForms(Typed.NOTHING, clock.instant()).outageEnd(outage.get()),
                        "outage-end",
                        Typed.NOTHING);
    }

    private ResponseEntity<String> state(
            Visit visit,
            MultiValueMap<String, String> form,
            String what,
            Function<CapacityForms, Optional<Declaration>> reading) {
        Typed typed = new Typed(form);
        CapacityForms forms = new CapacityForms(typed, clock.instant());
        Optional<Declaration> declaration = reading.apply(forms);
        return declaration.isEmpty()
                ? page(visit, HttpStatus.UNPROCESSABLE_CONTENT, "", forms.problems(), typed)
                : declare(visit, declaration.get(), what, typed);
    }

    private ResponseEntity<String> declare(
            Visit visit, Declaration declaration, String what, Typed typed) {
        Actor actor = visit.reader();
        return stated(
                visit,
                office.declare(actor.organisation(), declaration, Channel.PAGE, actor),
                what,
                typed);
    }

    private ResponseEntity<String> stated(
            Visit visit, LaboratoryAnswer<List<Statement>> answer, String what, Typed typed) {
        return switch (answer) {
            case LaboratoryAnswer.Done<List<Statement>> _ -> Redirect.to(PATH + "?done=" + what);
            case LaboratoryAnswer.NotFound<List<Statement>> _ -> problems.missing(visit);
            case LaboratoryAnswer.NotAllowed<List<Statement>>(var why) ->
                    problems.denied(visit, why);
            case LaboratoryAnswer.Refused<List<Statement>>(var why) ->
                    page(visit, HttpStatus.CONFLICT, "", List.of(new FormProblem("", why)), typed);
        };
    }

    /// States everything that a file says.
    @PostMapping(path = PATH + "/declaration", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    public ResponseEntity<String> declaration(
            Visit visit, @RequestParam("declaration-file") MultipartFile file) throws IOException {
        if (file.isEmpty()) {
            return page(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "",
                    List.of(new FormProblem("declaration-file", "Choose a file.")),
                    Typed.NOTHING);
        }
        Actor actor = visit.reader();
        return stated(
                visit,
                office.declare(
                        actor.organisation(), file.getBytes(), name(file), Channel.FILE, actor),
                "declaration",
                Typed.NOTHING);
    }

    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null || name.isBlank() ? "the file" : name;
    }

    /// Checks a file of work, and shows what it would be.
    @PostMapping(path = PATH + "/work", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    public ResponseEntity<String> check(
            Visit visit,
            @RequestParam("work-file") MultipartFile file,
            @RequestParam MultiValueMap<String, String> form)
            throws IOException {
        Typed typed = new Typed(form);
        CapacityForms forms = new CapacityForms(typed, clock.instant());
        var asOf = forms.asOf();
        Optional<WorkScope> scope = WorkScope.of(typed.value("work-scope"));
        if (scope.isEmpty()) {
            forms.problems().add(new FormProblem("work-scope", "Choose what the file holds."));
        }
        if (file.isEmpty() || file.getSize() > WorkSheet.LARGEST_BYTES) {
            forms.problems()
                    .add(
                            new FormProblem(
                                    "work-file",
                                    "Choose a file of at most 8 MB that is not empty."));
        }
        if (!forms.problems().isEmpty()) {
            return page(visit, HttpStatus.UNPROCESSABLE_CONTENT, "", forms.problems(), typed);
        }
        Actor actor = visit.reader();
        WorkUpload upload = new WorkUpload(file.getBytes(), name(file), scope.orElseThrow(), asOf);
        return switch (office.layBy(actor.organisation(), upload, actor)) {
            case LaboratoryAnswer.Done<LaboratoryOffice.LaidBy>(var laid) ->
                    html.answer(
                            HttpStatus.OK,
                            new Page.WorkCheck(
                                    visit.frame(assets, Frame.Section.LABORATORY),
                                    new WorkCheckView(
                                            visit.organisation(),
                                            laid.id().toString(),
                                            laid.check())));
            case LaboratoryAnswer.NotFound<LaboratoryOffice.LaidBy> _ -> problems.missing(visit);
            case LaboratoryAnswer.NotAllowed<LaboratoryOffice.LaidBy>(var why) ->
                    problems.denied(visit, why);
            case LaboratoryAnswer.Refused<LaboratoryOffice.LaidBy>(var why) ->
                    page(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "",
                            List.of(new FormProblem("work-file", why)),
                            typed);
        };
    }

    /// Keeps a checked file.
    @PostMapping(PATH + "/work/{id}")
    public ResponseEntity<String> confirm(Visit visit, @PathVariable String id) {
        Optional<UUID> upload = Ids.parse(id, UUID::fromString);
        if (upload.isEmpty()) {
            return problems.missing(visit);
        }
        Actor actor = visit.reader();
        return switch (office.confirm(upload.get(), actor.organisation(), actor)) {
            case LaboratoryAnswer.Done<WorkImport> _ -> Redirect.to(PATH + "?done=import");
            case LaboratoryAnswer.NotAllowed<WorkImport>(var why) -> problems.denied(visit, why);
            case LaboratoryAnswer.NotFound<WorkImport>(var why) -> conflict(visit, why);
            case LaboratoryAnswer.Refused<WorkImport>(var why) -> conflict(visit, why);
        };
    }

    private ResponseEntity<String> conflict(Visit visit, String why) {
        return page(
                visit, HttpStatus.CONFLICT, "", List.of(new FormProblem("", why)), Typed.NOTHING);
    }

    /// One import, and the form to take it back.
    @GetMapping(PATH + "/imports/{number}")
    public ResponseEntity<String> oneImport(Visit visit, @PathVariable String number) {
        return importPage(visit, HttpStatus.OK, number, List.of(), Typed.NOTHING);
    }

    private ResponseEntity<String> importPage(
            Visit visit, HttpStatus status, String number, List<FormProblem> wrong, Typed typed) {
        Actor actor = visit.reader();
        LaboratoryAnswer<List<WorkImport>> all = office.imports(actor.organisation(), actor);
        Optional<WorkImport> kept =
                all instanceof LaboratoryAnswer.Done<List<WorkImport>>(var imports)
                        ? imports.stream()
                                .filter(i -> Integer.toString(i.number()).equals(number))
                                .findFirst()
                        : Optional.empty();
        return kept.map(one ->
                        html.answer(
                                status,
                                new Page.OneImport(
                                        visit.frame(assets, Frame.Section.LABORATORY),
                                        new WorkImportView(
                                                visit.organisation(), one, wrong, typed))))
                .orElseGet(() -> problems.missing(visit));
    }

    /// Takes an import back.
    @PostMapping(PATH + "/imports/{number}/withdrawal")
    public ResponseEntity<String> withdraw(
            Visit visit,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        if (!number.matches("[0-9]{1,9}")) {
            return problems.missing(visit);
        }
        if (typed.value("reason").isBlank()) {
            return importPage(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    number,
                    List.of(new FormProblem("reason", "Say why the import is taken back.")),
                    typed);
        }
        Actor actor = visit.reader();
        OdsCode laboratory = actor.organisation();
        return switch (office.withdraw(
                laboratory,
                Integer.parseInt(number, 10),
                actor.displayName(),
                typed.value("reason"),
                Channel.PAGE,
                actor)) {
            case LaboratoryAnswer.Done<WorkImport> _ -> Redirect.to(PATH + "?done=withdrawal");
            case LaboratoryAnswer.NotFound<WorkImport> _ -> problems.missing(visit);
            case LaboratoryAnswer.NotAllowed<WorkImport>(var why) -> problems.denied(visit, why);
            case LaboratoryAnswer.Refused<WorkImport>(var why) ->
                    importPage(
                            visit,
                            HttpStatus.CONFLICT,
                            number,
                            List.of(new FormProblem("reason", why)),
                            typed);
        };
    }

    private ResponseEntity<String> page(
            Visit visit, HttpStatus status, String notice, List<FormProblem> wrong, Typed typed) {
        Actor actor = visit.reader();
        OdsCode laboratory = actor.organisation();
        return switch (office.view(laboratory, actor)
                .then(view ->
                        office.imports(laboratory, actor)
                                .then(imports ->
                                        new LaboratoryAnswer.Done<>(
                                                new CapacityView(
                                                        view.state(),
                                                        view.turnaround(),
                                                        imports,
                                                        notice,
                                                        wrong,
                                                        typed))))) {
            case LaboratoryAnswer.Done<CapacityView>(var view) ->
                    html.answer(
                            status,
                            new Page.Capacity(visit.frame(assets, Frame.Section.LABORATORY), view));
            case LaboratoryAnswer.NotFound<CapacityView> _ -> problems.missing(visit);
            case LaboratoryAnswer.NotAllowed<CapacityView>(var why) -> problems.denied(visit, why);
            case LaboratoryAnswer.Refused<CapacityView>(var why) -> problems.denied(visit, why);
        };
    }
}
