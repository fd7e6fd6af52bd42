package org.opengms.server.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.opengms.cases.DeskAnswer;
import org.opengms.gate.Actor;
import org.opengms.orders.TaskId;
import org.opengms.samples.SequencingFile;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.files.FileReception;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import tools.jackson.databind.json.JsonMapper;

/// Where laboratories deliver variant files: `PUT /files/tasks/{task}` with the bytes of a VCF,
/// plain, gzip or BGZF, as the body.
@Controller
public class FileEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FileReception reception;
    private final VariantFileCheck check;
    private final ServiceDesk desk;

    public FileEndpoint(FileReception reception, VariantFileCheck check, ServiceDesk desk) {
        this.reception = reception;
        this.check = check;
        this.desk = desk;
    }

    /// Takes the file in; answers 201 with its checksum once it is durable and its interpretation
    /// cannot be forgotten.
    @PutMapping("/files/tasks/{task}")
    public void deliver(
            @PathVariable("task") String task,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Actor actor = CurrentActor.require();
        TaskId id;
        try {
            id = new TaskId(task);
        } catch (IllegalArgumentException e) {
            answer(response, new DeskAnswer.NotFound());
            return;
        }
        DeskAnswer may = desk.mayDeliver(id, actor);
        if (!(may instanceof DeskAnswer.Done(var order))) {
            answer(response, may);
            return;
        }
        SequencingFile file;
        try {
            file = reception.receive(order.id(), request.getInputStream(), ".vcf");
        } catch (FileReception.TooLarge e) {
            ApiErrors.write(
                    response, 413, "too-long", "BAD_REQUEST", String.valueOf(e.getMessage()));
            return;
        }
        var problem = check.problem(file.path());
        if (problem.isPresent()) {
            reception.discard(file);
            ApiErrors.write(response, 422, "invalid", "INVALID", problem.get());
            return;
        }
        DeskAnswer delivered = desk.deliver(id, file, actor);
        if (!(delivered instanceof DeskAnswer.Done)) {
            answer(response, delivered);
            return;
        }
        byte[] body =
                JSON.writeValueAsBytes(
                        Map.of(
                                "file",
                                file.id(),
                                "sha256",
                                file.sha256(),
                                "sizeBytes",
                                file.sizeBytes()));
        response.setStatus(201);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void answer(HttpServletResponse response, DeskAnswer answer) throws IOException {
        switch (answer) {
            case DeskAnswer.NotFound _ ->
                    ApiErrors.write(
                            response, 404, "not-found", "NOT_FOUND", "There is no such task here.");
            case DeskAnswer.NotAllowed(String reason) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
            case DeskAnswer.Refused(String reason) ->
                    ApiErrors.write(response, 422, "business-rule", "INVALID", reason);
            case DeskAnswer.Done _, DeskAnswer.Reported _ ->
                    throw new IllegalStateException("OGMS-4405 Success is no error");
        }
    }
}
