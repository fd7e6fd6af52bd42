package org.opengms.server.hl7;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.opengms.fhir.FhirProblem;
import org.opengms.gate.Actor;
import org.opengms.hl7.Acknowledgement;
import org.opengms.hl7.ErrorCode;
import org.opengms.hl7.Hl7Header;
import org.opengms.hl7.Hl7Order;
import org.opengms.hl7.Hl7Orders;
import org.opengms.orders.Grade;
import org.opengms.server.desk.OrderAnswer;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where hospitals send orders as HL7 v2: `POST /hl7/v2` with one message in ER7 as the body.
///
/// As *HL7 over HTTP* has it (section 2.6), every message that could be read as HL7 v2 is answered
/// with status 200 and an acknowledgement, whether it accepts (AA), finds an error (AE) or rejects
/// (AR): the transport succeeded. Statuses of 400 and above tell of the transport: no token, a body
/// that is no HL7 v2 at all, too large, of another media type. Status 500 comes with an
/// acknowledgement too, since interface engines send again on it.
@Controller
public class Hl7Endpoint {
    /// The largest message taken. Orders have some kilobytes; a form as an embedded PDF has a few
    /// hundred.
    static final int LARGEST_MESSAGE_BYTES = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Hl7Endpoint.class);
    private static final List<String> MEDIA_TYPES =
            List.of("application/hl7-v2", "application/hl7-v2+er7", "x-application/hl7-v2+er7");

    private final FhirContext fhir;
    private final Hl7Orders orders;
    private final OrderIntake intake;
    private final Cancellations cancellations;
    private final Clock clock;

    public Hl7Endpoint(
            FhirContext fhir,
            Hl7Orders orders,
            OrderIntake intake,
            Cancellations cancellations,
            Clock clock) {
        this.fhir = fhir;
        this.orders = orders;
        this.intake = intake;
        this.cancellations = cancellations;
        this.clock = clock;
    }

    private record Reply(Acknowledgement.Code code, String words, List<Acknowledgement.Row> rows) {}

    /// Takes one message and answers it.
    @RequestMapping("/hl7/v2")
    public void receive(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            ApiErrors.write(
                    response, 405, "not-supported", "BAD_REQUEST", "Send a message with POST.");
            return;
        }
        Optional<MediaType> type = mediaType(request.getContentType());
        if (type.isEmpty()) {
            ApiErrors.write(
                    response,
                    415,
                    "not-supported",
                    "BAD_REQUEST",
                    "Send HL7 v2 in ER7, with Content-Type application/hl7-v2.");
            return;
        }
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_MESSAGE_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        Hl7Order order = orders.read(body.get(), charset(type.get()));
        if (order.header().isEmpty()) {
            ApiErrors.write(
                    response,
                    400,
                    "structure",
                    "INVALID",
                    order.findings().getFirst().words()
                            + " "
                            + order.findings().getFirst().advice());
            return;
        }
        answer(order, body.get(), type.get(), response);
    }

    private void answer(Hl7Order order, byte[] body, MediaType type, HttpServletResponse response)
            throws IOException {
        Reply reply;
        int status = 200;
        try {
            reply = reply(order, body, CurrentActor.require());
        } catch (FhirProblem problem) {
            reply = problem(order, problem);
        } catch (RuntimeException failure) {
            String reference = UUID.randomUUID().toString();
            LOG.error("OGMS-5000 Unexpected failure, reference {}", reference, failure);
            status = 500;
            reply = failed(reference);
        }
        write(order.header().orElseThrow(), reply, status, type, response);
    }

    private Reply reply(Hl7Order order, byte[] body, Actor actor) {
        List<Acknowledgement.Row> rows = new ArrayList<>();
        order.findings().forEach(f -> rows.add(Acknowledgement.Row.of(f)));
        if (order.isRejected()) {
            return new Reply(
                    Acknowledgement.Code.AR, "This service does not take the message.", rows);
        }
        if (order.isRefused()) {
            return new Reply(Acknowledgement.Code.AE, "The message has errors.", rows);
        }
        if (order.cancellation().isPresent()) {
            Cancellations.Answer answer = cancellations.cancel(order, body, actor);
            rows.addAll(0, answer.rows());
            return new Reply(answer.code(), answer.words(), rows);
        }
        OrderAnswer answer =
                intake.submit(
                        order.bundleJson().orElseThrow(),
                        order.findings(),
                        Optional.of(order.requestId()),
                        actor);
        OperationOutcome outcome = outcome(answer);
        List<Acknowledgement.Row> judged = new ArrayList<>();
        String accepted = "The order is accepted.";
        for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
            if (issue.getDetails().hasCoding()) {
                judged.add(row(order, issue));
            } else if (given(issue.getDetails().getText()).startsWith("Order ")) {
                accepted = given(issue.getDetails().getText());
            }
        }
        judged.addAll(rows);
        judged.sort(java.util.Comparator.comparingInt(Hl7Endpoint::weight));
        return answer.status() == 200
                ? new Reply(Acknowledgement.Code.AA, accepted, judged)
                : new Reply(Acknowledgement.Code.AE, "The order is refused.", judged);
    }

    /// The findings of the order's rules: an answer given before is given again as its text, so
    /// they are read from that.
    private OperationOutcome outcome(OrderAnswer answer) {
        if (answer.status() != 200) {
            return fhir.newJsonParser().parseResource(OperationOutcome.class, answer.body());
        }
        OperationOutcome all = new OperationOutcome();
        fhir.newJsonParser().parseResource(Bundle.class, answer.body()).getEntry().stream()
                .map(e -> e.getResponse().getOutcome())
                .filter(OperationOutcome.class::isInstance)
                .forEach(o -> ((OperationOutcome) o).getIssue().forEach(all::addIssue));
        return all;
    }

    private static Acknowledgement.Row row(Hl7Order order, OperationOutcomeIssueComponent issue) {
        String code = given(issue.getDetails().getCodingFirstRep().getCode());
        String place =
                issue.getExpression().isEmpty()
                        ? ""
                        : order.place(given(issue.getExpression().getFirst().getValue()));
        return new Acknowledgement.Row(
                place,
                ErrorCode.of(place, code),
                switch (issue.getSeverity()) {
                    case FATAL, ERROR -> Grade.ERROR;
                    case WARNING -> Grade.WARNING;
                    case INFORMATION, NULL -> Grade.INFORMATION;
                },
                code,
                given(issue.getDetails().getText()),
                given(issue.getDiagnostics()));
    }

    private static String given(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    private static int weight(Acknowledgement.Row row) {
        return switch (row.grade()) {
            case ERROR -> 0;
            case WARNING -> 1;
            case INFORMATION -> 2;
        };
    }

    /// A message that cannot be judged at all, or one sent under the id of another.
    private static Reply problem(Hl7Order order, FhirProblem problem) {
        boolean twice = problem.kind() == FhirProblem.Kind.CONFLICT;
        return new Reply(
                Acknowledgement.Code.AE,
                "The message was not taken.",
                List.of(
                        new Acknowledgement.Row(
                                twice ? "MSH-10" : order.place(problem.path()),
                                twice ? ErrorCode.DUPLICATE_KEY : ErrorCode.DATA_TYPE,
                                Grade.ERROR,
                                problem.code(),
                                twice
                                        ? "This message control id was used for another message."
                                        : problem.words(),
                                twice
                                        ? "Give each new message its own MSH-10; send the same message again unchanged."
                                        : problem.advice())));
    }

    private static Reply failed(String reference) {
        return new Reply(
                Acknowledgement.Code.AR,
                "Something went wrong in the service.",
                List.of(
                        new Acknowledgement.Row(
                                "",
                                ErrorCode.INTERNAL,
                                Grade.ERROR,
                                "OGMS-5000",
                                "Something went wrong in the service; its reference is "
                                        + reference
                                        + ".",
                                "Send the message again; if it fails again, tell the service the reference.")));
    }

    private void write(
            Hl7Header header, Reply reply, int status, MediaType type, HttpServletResponse response)
            throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        byte[] body =
                Acknowledgement.write(
                                header,
                                reply.code(),
                                reply.words(),
                                reply.rows(),
                                clock.instant(),
                                id.toUpperCase(Locale.ROOT))
                        .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type.getType() + "/" + type.getSubtype() + ";charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Optional<MediaType> mediaType(
            @org.jspecify.annotations.Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return MEDIA_TYPES.contains(
                            (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT))
                    ? Optional.of(type)
                    : Optional.empty();
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> charset(MediaType type) {
        try {
            return Optional.ofNullable(type.getCharset());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
