package org.opengms.server.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.charging.Royalties.YearsEnd;
import org.opengms.ledger.charging.RoyaltyDeclaration;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.contract.Party;
import org.opengms.ledger.contract.ProjectReference;
import org.opengms.ledger.contract.VatNumber;
import org.opengms.server.register.PublicProjects;
import org.opengms.server.value.MoneyOffice;
import org.opengms.value.Agreement;
import org.opengms.value.AgreementStep;
import org.opengms.value.ContractDesk;
import org.opengms.value.ContractId;
import org.opengms.value.ContractRequest;
import org.opengms.value.UseDesk;
import org.opengms.value.ValueAnswer;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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

/// `/finance`: contracts from draft to end, invoices, payments, royalties and the books, for
/// finance staff.
@Controller
public final class FinanceController {
    private static final String PATH = "/finance";
    private static final int REFUSALS = 10;
    private static final int LARGEST_FILE = 1 << 22;
    private static final Set<String> KINDS =
            Set.of(
                    "sign",
                    "invoice",
                    "milestone",
                    "payment",
                    "refund",
                    "credit",
                    "royalty",
                    "settle",
                    "allocate",
                    "end",
                    "version");
    private static final List<String> FIELDS =
            List.of(
                    "party",
                    "signatory",
                    "from",
                    "to",
                    "clause",
                    "on",
                    "evidence",
                    "reference",
                    "amount",
                    "invoice",
                    "why",
                    "base",
                    "royalty",
                    "declaration",
                    "words",
                    "ending",
                    "json");

    private final Html html;
    private final Assets assets;
    private final ContractDesk desk;
    private final UseDesk use;
    private final MoneyOffice money;
    private final PublicProjects projects;
    private final PaperInvoices paper;
    private final Problems problems;

    FinanceController(
            Html html,
            Assets assets,
            ContractDesk desk,
            UseDesk use,
            MoneyOffice money,
            PublicProjects projects,
            PaperInvoices paper) {
        this.html = html;
        this.assets = assets;
        this.desk = desk;
        this.use = use;
        this.money = money;
        this.projects = projects;
        this.paper = paper;
        this.problems = new Problems(html, assets);
    }

    // ---- contracts, alerts, books

    /// Everything at a glance.
    ///
    /// @param done what has just been done
    @GetMapping(PATH)
    public ResponseEntity<String> finance(Visit visit, @RequestParam Optional<String> done) {
        String notice =
                switch (done.orElse("")) {
                    case "use" -> "The use is taken over.";
                    case "closed" -> "The books are closed up to that day.";
                    default -> "";
                };
        return finance(visit, HttpStatus.OK, notice, Typed.NOTHING, List.of());
    }

    private ResponseEntity<String> finance(
            Visit visit, HttpStatus status, String notice, Typed typed, List<FormProblem> wrong) {
        return html.answer(
                status,
                new Page.Finance(
                        visit.frame(assets, Frame.Section.FINANCE),
                        desk.today(),
                        desk.all(),
                        desk.refusals(REFUSALS),
                        money.balance(),
                        money.closedThrough(),
                        notice,
                        typed,
                        wrong));
    }

    /// Closes the books up to a day.
    @PostMapping(PATH + "/closing")
    public ResponseEntity<String> close(
            Visit visit, @RequestParam MultiValueMap<String, String> fields) {
        Typed typed = new Typed(fields);
        ValueAnswer<LocalDate> answer;
        try {
            answer = desk.close(new FinanceForm(typed, "").day("through"), visit.reader());
        } catch (IllegalArgumentException wrong) {
            answer = new ValueAnswer.Refused<>(String.valueOf(wrong.getMessage()));
        }
        return whole(visit, answer, typed, "closed");
    }

    /// Takes over use that was metered elsewhere.
    @PostMapping(PATH + "/use")
    public ResponseEntity<String> use(
            Visit visit,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam Optional<MultipartFile> file)
            throws IOException {
        Typed typed = new Typed(fields);
        ValueAnswer<Integer> answer =
                file.isEmpty() || file.get().isEmpty()
                        ? new ValueAnswer.Refused<>("file: choose the meter's file.")
                        : file.get().getSize() > LARGEST_FILE
                                ? new ValueAnswer.Refused<>("file: it is larger than 4 MB.")
                                : use.take(
                                        new String(file.get().getBytes(), StandardCharsets.UTF_8),
                                        typed.value("evidence"),
                                        visit.reader());
        return whole(visit, answer, typed, "use");
    }

    private ResponseEntity<String> whole(
            Visit visit, ValueAnswer<?> answer, Typed typed, String done) {
        return switch (answer) {
            case ValueAnswer.Done<?> _ -> Redirect.to(PATH + "?done=" + done);
            case ValueAnswer.NotFound<?> _ -> problems.missing(visit);
            case ValueAnswer.NotAllowed<?>(String why) -> problems.denied(visit, why);
            case ValueAnswer.Refused<?>(String why) ->
                    finance(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "",
                            typed,
                            new FinanceForm(typed, "")
                                    .problems(why, List.of("through", "file", "evidence")));
        };
    }

    /// The books as Beancount reads them.
    @GetMapping(PATH + "/books.beancount")
    public ResponseEntity<byte[]> books() {
        return download("books.beancount", "text/plain", money.beancount());
    }

    private static ResponseEntity<byte[]> download(String name, String type, String text) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type + ";charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    // ---- a new contract

    /// The form of a new contract.
    @GetMapping(PATH + "/contracts/new")
    public ResponseEntity<String> form(Visit visit) {
        return form(visit, HttpStatus.OK, Typed.NOTHING, List.of());
    }

    private ResponseEntity<String> form(
            Visit visit, HttpStatus status, Typed typed, List<FormProblem> wrong) {
        return html.answer(
                status,
                new Page.ContractForm(
                        visit.frame(assets, Frame.Section.FINANCE),
                        projects.page(1).projects().stream()
                                .map(p -> new Choice(p.id(), p.title()))
                                .toList(),
                        typed,
                        wrong));
    }

    /// Writes a first version, from the form or from its JSON.
    @PostMapping(PATH + "/contracts")
    public ResponseEntity<String> draft(
            Visit visit,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam Optional<MultipartFile> file)
            throws IOException {
        Typed typed = new Typed(fields);
        String json =
                file.isPresent() && !file.get().isEmpty()
                        ? new String(file.get().getBytes(), StandardCharsets.UTF_8)
                        : typed.value("json");
        ValueAnswer<Agreement> answer;
        try {
            Contract contract =
                    json.isBlank()
                            ? contract(new FinanceForm(typed, ""))
                            : Contract.parse(json, "The contract");
            answer =
                    desk.act(
                            new ContractId(contract.id()),
                            new ContractRequest.Draft(contract),
                            visit.reader());
        } catch (IllegalArgumentException wrong) {
            answer =
                    desk.refuse(
                            Ids.parse(typed.value("id"), ContractId::new),
                            "Draft",
                            String.valueOf(wrong.getMessage()),
                            visit.reader());
        }
        return switch (answer) {
            case ValueAnswer.Done<Agreement>(Agreement made) -> Redirect.to(address(made.id()));
            case ValueAnswer.NotFound<Agreement> _ -> problems.missing(visit);
            case ValueAnswer.NotAllowed<Agreement>(String why) -> problems.denied(visit, why);
            case ValueAnswer.Refused<Agreement>(String why) ->
                    form(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            typed,
                            new FinanceForm(typed, "").problems(why, CONTRACT_FIELDS));
        };
    }

    private static final List<String> CONTRACT_FIELDS =
            List.of(
                    "id",
                    "title",
                    "project",
                    "provider",
                    "provider-id",
                    "provider-vat",
                    "partner",
                    "partner-id",
                    "partner-kind",
                    "purpose",
                    "currency",
                    "start",
                    "end",
                    "cost",
                    "value",
                    "assessment",
                    "yearly",
                    "metered-price",
                    "metered-cost",
                    "unit",
                    "royalty-rate",
                    "royalty-base",
                    "royalty-expected",
                    "json");

    private static Contract contract(FinanceForm form) {
        Currency currency = currency(form.text("currency"));
        LocalDate start = form.day("start");
        LocalDate end = form.day("end");
        List<Instrument> instruments = new ArrayList<>();
        form.optionalMoney("yearly", currency)
                .ifPresent(price ->
                        instruments.add(
                                form.text("yearly-kind").equals("subscription")
                                        ? new Instrument.Subscription(
                                                "subscription", price, Optional.empty())
                                        : new Instrument.CostRecovery(
                                                "cost-recovery", price, Optional.empty())));
        form.optionalMoney("metered-price", currency)
                .ifPresent(price ->
                        instruments.add(
                                new Instrument.Metered(
                                        "use",
                                        form.text("unit"),
                                        price,
                                        form.money("metered-cost", currency),
                                        Optional.empty())));
        if (!form.text("royalty-rate").isEmpty()) {
            instruments.add(
                    new Instrument.Royalty(
                            "royalty",
                            form.text("royalty-base"),
                            form.percent("royalty-rate"),
                            form.optionalMoney("royalty-cap", currency),
                            form.optionalMoney("royalty-floor", currency),
                            start,
                            end,
                            form.whole("royalty-audit"),
                            form.money("royalty-expected", currency),
                            form.text("unit")));
        }
        return new Contract(
                form.text("id"),
                1,
                "",
                form.text("title"),
                new Party(
                        form.text("provider-id"),
                        Party.Kind.NHS_BODY,
                        form.text("provider"),
                        vatNumber(form)),
                new Party(
                        form.text("partner-id"),
                        form.constant("partner-kind", Party.Kind.class),
                        form.text("partner")),
                new ProjectReference(form.text("project")),
                form.constant("purpose", Contract.Purpose.class),
                currency,
                form.constant("vat", Contract.VatTreatment.class),
                start,
                end,
                true,
                List.of(),
                form.money("cost", currency),
                form.money("value", currency),
                form.text("assessment"),
                instruments);
    }

    private static Optional<VatNumber> vatNumber(FinanceForm form) {
        String typed = form.text("provider-vat").replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(new VatNumber(typed));
        } catch (IllegalArgumentException wrong) {
            throw FinanceForm.wrong(
                    "provider-vat",
                    String.valueOf(wrong.getMessage()).replaceFirst("^OGMS-\\d+ vat: ", ""));
        }
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code.isEmpty() ? "GBP" : code);
        } catch (IllegalArgumentException unknown) {
            throw FinanceForm.wrong("currency", "give a code of ISO 4217 such as GBP.");
        }
    }

    // ---- one contract

    /// One contract.
    @GetMapping(PATH + "/contracts/{id}")
    public ResponseEntity<String> one(Visit visit, @PathVariable String id) {
        return Ids.parse(id, ContractId::new)
                .flatMap(desk::find)
                .map(found -> one(visit, HttpStatus.OK, found, "", Typed.NOTHING, List.of()))
                .orElseGet(() -> problems.missing(visit));
    }

    private ResponseEntity<String> one(
            Visit visit,
            HttpStatus status,
            Agreement agreement,
            String form,
            Typed typed,
            List<FormProblem> wrong) {
        return html.answer(
                status,
                new Page.OneContract(
                        visit.frame(assets, Frame.Section.FINANCE),
                        agreement,
                        desk.subject(agreement),
                        form,
                        typed,
                        wrong));
    }

    /// A file of a contract: `contract.json`, or an invoice or credit note such as `C-12-001.pdf`.
    @GetMapping(PATH + "/contracts/{id}/{file}")
    public ResponseEntity<byte[]> file(@PathVariable String id, @PathVariable String file) {
        Optional<Agreement> agreement = Ids.parse(id, ContractId::new).flatMap(desk::find);
        if (agreement.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        if (file.equals("contract.json")) {
            return download(
                    id + ".json", "application/json", agreement.get().latest().contract().json());
        }
        String number = file.replaceFirst("\\.pdf$", "");
        return agreement
                .get()
                .invoice(number)
                .map(invoiced -> new InvoicePaper(agreement.get(), invoiced, Optional.empty()))
                .or(() -> creditNote(agreement.get(), number))
                .filter(_ -> file.endsWith(".pdf"))
                .map(found -> paper.answer(found, number))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static Optional<InvoicePaper> creditNote(Agreement agreement, String number) {
        return agreement.creditNotes().stream()
                .filter(credited -> credited.number().equals(number))
                .findFirst()
                .map(credited ->
                        new InvoicePaper(
                                agreement,
                                agreement.invoice(credited.invoice()).orElseThrow(),
                                Optional.of(credited)));
    }

    /// Does something under a contract.
    ///
    /// @param kind what, such as `payment`
    @PostMapping(PATH + "/contracts/{id}/{kind}")
    public ResponseEntity<String> act(
            Visit visit,
            @PathVariable String id,
            @PathVariable String kind,
            @RequestParam MultiValueMap<String, String> fields) {
        Optional<Agreement> agreement = Ids.parse(id, ContractId::new).flatMap(desk::find);
        if (agreement.isEmpty() || !KINDS.contains(kind)) {
            return problems.missing(visit);
        }
        Typed typed = new Typed(fields);
        FinanceForm form = new FinanceForm(typed, kind);
        ValueAnswer<Agreement> answer;
        try {
            answer =
                    desk.act(
                            agreement.get().id(),
                            request(kind, form, agreement.get()),
                            visit.reader());
        } catch (IllegalArgumentException wrong) {
            answer =
                    desk.refuse(
                            Optional.of(agreement.get().id()),
                            kind,
                            String.valueOf(wrong.getMessage()),
                            visit.reader());
        }
        return switch (answer) {
            case ValueAnswer.Done<Agreement> _ -> Redirect.to(address(agreement.get().id()));
            case ValueAnswer.NotFound<Agreement> _ -> problems.missing(visit);
            case ValueAnswer.NotAllowed<Agreement>(String why) -> problems.denied(visit, why);
            case ValueAnswer.Refused<Agreement>(String why) ->
                    one(
                            visit,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            agreement.get(),
                            kind,
                            typed,
                            form.problems(why, FIELDS));
        };
    }

    private static ContractRequest request(String kind, FinanceForm form, Agreement agreement) {
        Currency currency = agreement.shown().currency();
        return switch (kind) {
            case "sign" ->
                    new ContractRequest.Sign(
                            form.text("party"), form.text("signatory"), form.text("sha256"));
            case "invoice" ->
                    new ContractRequest.Charge(new Period(form.day("from"), form.day("to")));
            case "milestone" ->
                    new ContractRequest.Reach(
                            form.text("clause"), form.day("on"), form.text("evidence"));
            case "payment" ->
                    new ContractRequest.Pay(
                            form.text("reference"),
                            form.money("amount", currency),
                            form.day("on"),
                            form.text("evidence"));
            case "refund" ->
                    new ContractRequest.Refund(
                            form.text("reference"),
                            form.money("amount", currency),
                            form.day("on"),
                            form.text("evidence"));
            case "credit" -> new ContractRequest.Credit(form.text("invoice"), form.text("why"));
            case "royalty" -> royalty(form);
            case "settle" ->
                    new ContractRequest.Settle(form.text("declaration"), form.text("words"));
            case "allocate" -> new ContractRequest.Allocate();
            case "end" ->
                    new ContractRequest.End(
                            form.constant("ending", AgreementStep.Ending.class),
                            form.day("on"),
                            form.text("evidence"));
            default -> new ContractRequest.Draft(Contract.parse(form.text("json"), "The version"));
        };
    }

    /// The currency is the partner's, so that a wrong one is seen.
    private static ContractRequest royalty(FinanceForm form) {
        Currency currency = currency(form.text("currency"));
        return new ContractRequest.Declare(
                new RoyaltyDeclaration(
                        form.text("reference"),
                        form.text("clause"),
                        new Period(form.day("from"), form.day("to")),
                        form.money("base", currency),
                        form.money("royalty", currency)),
                form.text("last").equals("yes") ? YearsEnd.LAST : YearsEnd.MORE_FOLLOWS);
    }

    private static String address(ContractId id) {
        return PATH + "/contracts/" + id.value();
    }
}
