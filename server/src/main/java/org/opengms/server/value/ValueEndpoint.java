package org.opengms.server.value;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.gate.Actor;
import org.opengms.ledger.contract.Contract;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.opengms.value.Agreement;
import org.opengms.value.ContractDesk;
import org.opengms.value.ContractId;
import org.opengms.value.ContractRequest;
import org.opengms.value.FundDesk;
import org.opengms.value.FundRequest;
import org.opengms.value.Funds;
import org.opengms.value.UseDesk;
import org.opengms.value.ValueAnswer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/api/value/…`: contracts, funds, use and the books for the programs of finance staff, as
/// docs/spec/ledger.md says.
@Controller
public class ValueEndpoint {
    private static final int LARGEST_BYTES = 1 << 18;
    private static final int LARGEST_FILE = 1 << 22;
    private static final DataFile<ContractRequest> CONTRACT =
            form(ContractRequest.class, "a request about a contract");
    private static final DataFile<FundRequest> FUND =
            form(FundRequest.class, "a request about the funds");
    private static final DataFile<Closing> CLOSING = form(Closing.class, "a closing of the books");

    private final ContractDesk contracts;
    private final FundDesk funds;
    private final UseDesk use;

    public ValueEndpoint(ContractDesk contracts, FundDesk funds, UseDesk use) {
        this.contracts = contracts;
        this.funds = funds;
        this.use = use;
    }

    private static <T> DataFile<T> form(Class<T> type, String what) {
        return new DataFile<>(type, what, "OGMS-7845", UnaryOperator.identity());
    }

    /// A message that closes the books.
    ///
    /// @param through the last closed day
    record Closing(LocalDate through) {}

    /// All contracts.
    @GetMapping("/api/value/contracts")
    public void list(HttpServletResponse response) throws IOException {
        List<Map<String, Object>> lines =
                contracts.all().stream().map(ValueEndpoint::line).toList();
        ApiMessages.write(response, 200, Map.of("contracts", lines));
    }

    /// One contract with everything that happened under it.
    @GetMapping("/api/value/contracts/{id}")
    public void one(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<Agreement> found = id(id).flatMap(contracts::find);
        if (found.isEmpty()) {
            missing(response);
            return;
        }
        ApiMessages.write(response, 200, view(found.get()));
    }

    /// Does something under a contract. Its `kind` and fields stand in docs/spec/ledger.md.
    @PostMapping("/api/value/contracts/{id}/steps")
    public void step(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<ContractId> contract = id(id);
        if (contract.isEmpty()) {
            missing(response);
            return;
        }
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        ValueAnswer<Agreement> answer;
        try {
            answer =
                    contracts.act(
                            contract.get(),
                            CONTRACT.read(new ByteArrayInputStream(body.get()), "the message"),
                            actor());
        } catch (IllegalArgumentException wrong) {
            // A term that may not exist cannot even be read; that it was asked for is kept.
            answer =
                    contracts.refuse(
                            contract, "Message", String.valueOf(wrong.getMessage()), actor());
        }
        answer(answer, ValueEndpoint::view, response);
    }

    /// The funds: rules, what was spent and what came of it.
    @GetMapping("/api/value/funds")
    public void funds(HttpServletResponse response) throws IOException {
        ApiMessages.write(response, 200, view(funds.funds()));
    }

    /// Does something with the funds.
    @PostMapping("/api/value/funds/steps")
    public void fund(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<FundRequest> asked = ApiMessages.read(request, response, FUND, LARGEST_BYTES, "");
        if (asked.isPresent()) {
            answer(funds.act(asked.get(), actor()), ValueEndpoint::view, response);
        }
    }

    /// Takes over use that was metered elsewhere; the body is the file.
    ///
    /// @param evidence where the meter's readings are kept
    @PostMapping("/api/value/use")
    public void use(
            @RequestParam Optional<String> evidence,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_FILE, "");
        if (body.isPresent()) {
            answer(
                    use.take(
                            new String(body.get(), StandardCharsets.UTF_8),
                            evidence.orElse(""),
                            actor()),
                    rows -> Map.of("rows", rows),
                    response);
        }
    }

    /// Closes the books up to a day.
    @PostMapping("/api/value/books/closing")
    public void close(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Closing> closing = ApiMessages.read(request, response, CLOSING, LARGEST_BYTES, "");
        if (closing.isPresent()) {
            answer(
                    contracts.close(closing.get().through(), actor()),
                    through -> Map.of("through", through.toString()),
                    response);
        }
    }

    private static Actor actor() {
        return CurrentActor.require();
    }

    private static Optional<ContractId> id(String text) {
        try {
            return Optional.of(new ContractId(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> line(Agreement agreement) {
        Contract contract = agreement.shown();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", agreement.id().value());
        line.put("title", contract.title());
        line.put("project", contract.project().value());
        line.put("partner", contract.partner().name());
        line.put("version", agreement.latest().contract().version());
        line.put("sha256", agreement.latest().contract().sha256());
        line.put("inForce", agreement.inForce().isPresent());
        line.put("invoiced", agreement.invoicedNet());
        line.put("received", agreement.receivedNet());
        line.put("bound", agreement.allocated());
        line.put("outstanding", agreement.outstanding());
        line.put("credit", agreement.credit());
        line.put("alerts", agreement.alerts().size());
        return line;
    }

    private static Map<String, Object> view(Agreement agreement) {
        Map<String, Object> view = line(agreement);
        view.put("steps", agreement.history());
        return view;
    }

    private static Map<String, Object> view(Funds funds) {
        return Map.of(
                "rules",
                funds.rules(),
                "proposals",
                funds.proposals(),
                "spends",
                funds.spends().stream()
                        .map(spent ->
                                Map.of(
                                        "spent", spent,
                                        "takenBack", funds.takenBack(spent.number()).isPresent(),
                                        "outcomes", funds.outcomes(spent.number())))
                        .toList());
    }

    private static <T> void answer(
            ValueAnswer<T> answer, Function<T, Object> view, HttpServletResponse response)
            throws IOException {
        switch (answer) {
            case ValueAnswer.Done<T>(T value) ->
                    ApiMessages.write(response, 200, view.apply(value));
            case ValueAnswer.NotFound<T> _ -> missing(response);
            case ValueAnswer.NotAllowed<T>(String reason) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
            case ValueAnswer.Refused<T>(String reason) ->
                    ApiErrors.write(response, 422, "business-rule", "UNPROCESSABLE_ENTITY", reason);
        }
    }

    private static void missing(HttpServletResponse response) throws IOException {
        ApiErrors.write(response, 404, "not-found", "NOT_FOUND", "There is no such contract.");
    }
}
