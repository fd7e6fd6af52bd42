package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/// What a client does wrong is the client's to know: it fills no log with errors and stack traces.
@ExtendWith(TestService.Extension.class)
class RefusalLogTest {
    @ParameterizedTest
    @CsvSource({
        // the token lacks the scope
        "GET,/Patient/none,user/Basic.cruds,403",
        "GET,/Task?status=requested,user/Task.r,403",
        "POST,/DiagnosticReport,user/DiagnosticReport.r,403",
        // no such page, no such way
        "GET,?_getpages=none,user/*.cruds,400",
        "DELETE,/Patient/none,user/*.cruds,405",
        "GET,/Patient/none?_format=xml,user/*.cruds,406"
    })
    void noRefusalIsAnErrorOfTheService(
            String method, String path, String scope, int status, TestService service)
            throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try {
            HttpRequest.Builder request =
                    service.to("/FHIR/R4" + path)
                            .header("Content-Type", "application/fhir+json")
                            .method(
                                    method,
                                    method.equals("POST")
                                            ? HttpRequest.BodyPublishers.ofString(
                                                    "{\"resourceType\":\"DiagnosticReport\"}")
                                            : HttpRequest.BodyPublishers.noBody());
            HttpResponse<String> answer =
                    service.send(
                            request, Optional.of(service.tokenOf("ZR110", "clinician", scope)));
            assertEquals(status, answer.statusCode(), answer.body());
        } finally {
            root.detachAppender(log);
        }
        assertEquals(
                List.of(),
                log.list.stream()
                        .filter(event ->
                                event.getLevel().isGreaterOrEqual(Level.ERROR)
                                        || event.getThrowableProxy() != null)
                        .map(ILoggingEvent::toString)
                        .toList());
    }
}
