package org.opengms.server.pages;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.attribution.EarmarkRule.Earmark;
import org.opengms.ledger.attribution.EarmarkRule.Purpose;
import org.opengms.server.value.MoneyOffice;
import org.opengms.value.FundDesk;
import org.opengms.value.FundRequest;
import org.opengms.value.FundedOption;
import org.opengms.value.Funds;
import org.opengms.value.ValueAnswer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/finance/funds`: the rules by which income is bound, what the funds buy and what came of it.
@Controller
public final class FundsController {
    private static final String PATH = "/finance/funds";
    private static final Set<String> KINDS = Set.of("rule", "propose", "spend", "back", "outcome");
    private static final List<String> FIELDS =
            List.of(
                    "version",
                    "validFrom",
                    "digitising",
                    "sequencing",
                    "training",
                    "patients",
                    "option",
                    "site",
                    "laboratory",
                    "role",
                    "count",
                    "what",
                    "amount",
                    "on",
                    "evidence",
                    "number",
                    "why",
                    "words");

    private final Html html;
    private final Assets assets;
    private final FundDesk desk;
    private final MoneyOffice money;
    private final Problems problems;

    FundsController(Html html, Assets assets, FundDesk desk, MoneyOffice money) {
        this.html = html;
        this.assets = assets;
        this.desk = desk;
        this.money = money;
        this.problems = new Problems(html, assets);
    }

    /// The funds.
    @GetMapping(PATH)
    public ResponseEntity<String> funds(Visit visit) {
        return funds(visit, HttpStatus.OK, "", Typed.NOTHING, List.of());
    }

    private ResponseEntity<String> funds(
            Visit visit, HttpStatus status, String form, Typed typed, List<FormProblem> wrong) {
        return html.answer(
                status,
                new Page.FundList(
                        visit.frame(assets, Frame.Section.FUNDS),
                        money.figures(),
                        desk.funds().proposals(),
                        desk.network().sites().stream()
                                .map(s -> new Choice(s.ods().value(), s.name()))
                                .toList(),
                        desk.network().laboratories().stream()
                                .map(l -> new Choice(l.ods().value(), l.name()))
                                .toList(),
                        form,
                        typed,
                        wrong));
    }

    /// Does something with the funds.
    ///
    /// @param kind what, such as `spend`
    @PostMapping(PATH + "/{kind}")
    public ResponseEntity<String> act(
            Visit visit,
            @PathVariable String kind,
            @RequestParam MultiValueMap<String, String> fields) {
        if (!KINDS.contains(kind)) {
            return problems.missing(visit);
        }
        Typed typed = new Typed(fields);
        FinanceForm form = new FinanceForm(typed, kind);
        ValueAnswer<Funds> answer;
        try {
            answer = desk.act(request(kind, form), visit.reader());
        } catch (IllegalArgumentException wrong) {
            answer = new ValueAnswer.Refused<>(String.valueOf(wrong.getMessage()));
        }
        return switch (answer) {
            case ValueAnswer.Done<Funds> _ -> Redirect.to(PATH);
            case ValueAnswer.NotFound<Funds> _ -> problems.missing(visit);
            case ValueAnswer.NotAllowed<Funds>(String why) -> problems.denied(visit, why);
            case ValueAnswer.Refused<Funds>(String why) ->
                    funds(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            kind,
                            typed,
                            form.problems(why, FIELDS));
        };
    }

    private FundRequest request(String kind, FinanceForm form) {
        return switch (kind) {
            case "rule" ->
                    new FundRequest.Publish(
                            new EarmarkRule(
                                    form.text("version"),
                                    desk.today(),
                                    form.day("validFrom"),
                                    List.of(
                                            new Earmark(
                                                    Purpose.DIGITISING, form.percent("digitising")),
                                            new Earmark(
                                                    Purpose.SEQUENCING, form.percent("sequencing")),
                                            new Earmark(Purpose.TRAINING, form.percent("training")),
                                            new Earmark(
                                                    Purpose.PATIENT_FUND,
                                                    form.percent("patients")))));
            case "propose" ->
                    new FundRequest.Propose(
                            option(form),
                            form.money("amount", Currency.getInstance("GBP")),
                            form.text("evidence"));
            case "spend" ->
                    new FundRequest.Spend(
                            form.text("number"), form.day("on"), form.text("evidence"));
            case "back" -> new FundRequest.TakeBack(form.text("number"), form.text("why"));
            default ->
                    new FundRequest.Outcome(
                            form.text("number"),
                            form.day("on"),
                            form.text("words"),
                            form.text("evidence"));
        };
    }

    private static FundedOption option(FinanceForm form) {
        return switch (form.text("option")) {
            case "digitising" -> new FundedOption.Digitising(place(form, "site"));
            case "sequencers" ->
                    new FundedOption.Sequencers(place(form, "laboratory"), form.whole("count"));
            case "training" ->
                    new FundedOption.TrainingPlaces(
                            place(form, "laboratory"),
                            form.constant("role", StaffRole.class),
                            form.whole("count"));
            case "patients" -> new FundedOption.ForPatients(form.text("what"));
            default -> throw FinanceForm.wrong("option", "choose what is to be bought.");
        };
    }

    private static OdsCode place(FinanceForm form, String field) {
        return Optional.of(form.text(field))
                .filter(OdsCode::isValid)
                .map(OdsCode::new)
                .orElseThrow(() -> FinanceForm.wrong(field, "choose the place."));
    }
}
