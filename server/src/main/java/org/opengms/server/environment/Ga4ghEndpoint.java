package org.opengms.server.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.environment.FileDesk;
import org.opengms.environment.FileDesk.Answer;
import org.opengms.environment.FileDesk.Wish;
import org.opengms.gate.AccessLogUnavailable;
import org.opengms.server.security.CurrentActor;
import org.opengms.transparency.merkle.Hash;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// GA4GH Data Repository Service 1.3 and htsget 1.3 for projects' batch environments. What is given
/// out are addresses that live for minutes and serve the token that asked for them; the bytes come
/// from here, each part asked of the participant's choice and metered.
@Controller
public class Ga4ghEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DRS = "/ga4gh/drs/v1";
    private static final String BYTES = DRS + "/bytes/";
    private static final String HTSGET_TYPE =
            "application/vnd.ga4gh.htsget.v1.3.0+json;charset=utf-8";

    /// The one way of access.
    private static final String ACCESS_ID = "https";

    private static final int LARGEST_QUESTION_BYTES = 1 << 16;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private final FileDesk desk;
    private final String address;
    private final String host;

    /// @param address where the server is reached
    /// @param host as ids of the Data Repository Service name it
    public Ga4ghEndpoint(FileDesk desk, String address, String host) {
        this.desk = desk;
        this.address = address;
        this.host = host;
    }

    // ---- Data Repository Service --------------------------------------------------------------

    /// What this service is.
    @GetMapping(DRS + "/service-info")
    public void drsServiceInfo(HttpServletResponse response) throws IOException {
        write(response, 200, "application/json", serviceInfo("drs", "1.3.0"));
    }

    private Map<String, Object> serviceInfo(String artifact, String version) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("id", "org.opengms." + artifact);
        info.put("name", "OpenGMS controlled environment");
        info.put("type", Map.of("group", "org.ga4gh", "artifact", artifact, "version", version));
        info.put(
                "description",
                "Files of participants who agree, for the batch environments of approved projects alone.");
        info.put("organization", Map.of("name", "OpenGMS", "url", address));
        info.put("version", version);
        return info;
    }

    /// What a file is.
    @GetMapping(DRS + "/objects/{id}")
    public void object(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        switch (desk.describe(id, CurrentActor.require())) {
            case Answer.Done<FileDesk.Described>(FileDesk.Described file) -> {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("id", file.id());
                object.put("self_uri", "drs://" + host + "/" + file.id());
                object.put("size", file.bytes());
                object.put("created_time", file.received().toString());
                object.put(
                        "checksums", List.of(Map.of("checksum", file.sha256(), "type", "sha-256")));
                object.put(
                        "access_methods", List.of(Map.of("type", "https", "access_id", ACCESS_ID)));
                write(response, 200, "application/json", object);
            }
            case Answer.Refused<FileDesk.Described>(String why) -> drs(response, 403, why);
            case Answer.NotFound<FileDesk.Described>(String why) -> drs(response, 404, why);
            case Answer.NoSuchRange<FileDesk.Described> _ -> drs(response, 404, "No such range.");
        }
    }

    /// Where a file can be fetched, for a short while.
    @GetMapping(DRS + "/objects/{id}/access/{access}")
    public void access(
            @PathVariable("id") String id,
            @PathVariable("access") String access,
            HttpServletResponse response)
            throws IOException {
        if (!access.equals(ACCESS_ID)) {
            drs(response, 404, "There is no such way of access.");
            return;
        }
        switch (desk.address(id, Wish.FILE, token(), CurrentActor.require())) {
            case Answer.Done<FileDesk.Address>(FileDesk.Address found) -> {
                Map<String, Object> url = new LinkedHashMap<>();
                url.put("url", address + BYTES + found.leave());
                url.put("headers", List.of("Authorization: Bearer " + rawToken()));
                write(response, 200, "application/json", url);
            }
            case Answer.Refused<FileDesk.Address>(String why) -> drs(response, 403, why);
            case Answer.NotFound<FileDesk.Address>(String why) -> drs(response, 404, why);
            case Answer.NoSuchRange<FileDesk.Address> _ -> drs(response, 404, "No such range.");
        }
    }

    private static void drs(HttpServletResponse response, int status, String why)
            throws IOException {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("msg", why);
        error.put("status_code", status);
        write(response, status, "application/json", error);
    }

    /// The bytes of an address.
    @GetMapping(BYTES + "{leave}")
    public void bytes(
            @PathVariable("leave") String leave,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<String> range = Optional.ofNullable(request.getHeader(HttpHeaders.RANGE));
        switch (desk.open(
                leave,
                token(),
                size -> range.map(text -> part(text, size)).orElseGet(() -> whole(size)),
                CurrentActor.require())) {
            case Answer.Done<FileDesk.Part>(FileDesk.Part part) -> {
                response.setStatus(range.isPresent() ? 206 : 200);
                response.setContentType("application/octet-stream");
                response.setHeader("Cache-Control", "no-store");
                response.setHeader("Accept-Ranges", "bytes");
                response.setContentLengthLong(part.endExclusive() - part.start());
                if (range.isPresent()) {
                    response.setHeader(
                            HttpHeaders.CONTENT_RANGE,
                            "bytes %d-%d/%d"
                                    .formatted(part.start(), part.endExclusive() - 1, part.of()));
                }
                send(part, response);
            }
            case Answer.Refused<FileDesk.Part>(String why) -> drs(response, 403, why);
            case Answer.NotFound<FileDesk.Part>(String why) -> drs(response, 404, why);
            case Answer.NoSuchRange<FileDesk.Part>(long size) -> {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
                drs(response, 416, "The range is beyond the end, or none that is understood.");
            }
        }
    }

    private static Optional<FileDesk.Range.Bytes> whole(long size) {
        return Optional.of(new FileDesk.Range.Bytes(0, size));
    }

    /// One range as RFC 9110, section 14, writes it; of several none.
    static Optional<FileDesk.Range.Bytes> part(String header, long size) {
        Matcher found = RANGE.matcher(header.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        String first = found.group(1);
        String last = found.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() || Long.parseLong(last, 10) == 0
                    ? Optional.empty()
                    : Optional.of(
                            new FileDesk.Range.Bytes(
                                    Math.max(0, size - Long.parseLong(last, 10)), size));
        }
        long start = Long.parseLong(first, 10);
        long end = last.isEmpty() ? size : Math.min(size, Long.parseLong(last, 10) + 1);
        return start < end ? Optional.of(new FileDesk.Range.Bytes(start, end)) : Optional.empty();
    }

    private static void send(FileDesk.Part part, HttpServletResponse response) throws IOException {
        try (InputStream in =
                switch (part.source()) {
                    case FileDesk.Source.File(var path) -> Files.newInputStream(path);
                    case FileDesk.Source.Text(var text) -> new ByteArrayInputStream(text);
                }) {
            in.skipNBytes(part.start());
            byte[] buffer = new byte[1 << 16];
            long left = part.endExclusive() - part.start();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("OGMS-7676 A delivered file is shorter than it was.");
                }
                response.getOutputStream().write(buffer, 0, read);
                left -= read;
            }
        }
    }

    // ---- htsget
    // -----------------------------------------------------------------------------------

    /// What this service is.
    @GetMapping("/htsget/variants/service-info")
    public void htsgetServiceInfo(HttpServletResponse response) throws IOException {
        Map<String, Object> info = serviceInfo("htsget", "1.3.0");
        info.put(
                "htsget",
                Map.of(
                        "datatype",
                        "variants",
                        "formats",
                        List.of("VCF"),
                        "fieldsParametersEffective",
                        false,
                        "tagsParametersEffective",
                        false));
        write(response, 200, "application/json", info);
    }

    /// Where the calls of a file can be fetched.
    @GetMapping("/htsget/variants/{id}")
    public void ticket(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, String> asked = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> asked.put(name, values[0]));
        ticket(id, asked, response);
    }

    /// The same, asked in a message.
    @PostMapping("/htsget/variants/{id}")
    public void ticketByMessage(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getParameterMap().isEmpty()) {
            htsget(response, 400, "InvalidInput", "A message has no parameters beside it.");
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_QUESTION_BYTES + 1);
        if (body.length > LARGEST_QUESTION_BYTES) {
            htsget(response, 413, "PayloadTooLarge", "Ask about fewer regions.");
            return;
        }
        Map<String, String> asked = new LinkedHashMap<>();
        try {
            JsonNode message = JSON.readTree(body);
            if (!message.isObject()) {
                htsget(response, 400, "InvalidInput", "The message is no JSON object.");
                return;
            }
            Set<String> names = new TreeSet<>(message.propertyNames());
            for (String name : names) {
                if (name.equals("regions")) {
                    Optional<WrongRegion> wrong = wrongRegions(message.path(name));
                    if (wrong.isPresent()) {
                        htsget(response, wrong.get());
                        return;
                    }
                } else if (name.equals("format") || name.equals("class")) {
                    asked.put(name, message.path(name).asString(""));
                }
            }
            if (asked.containsKey("class") && names.contains("regions")) {
                htsget(response, 400, "InvalidInput", "A header has no regions.");
                return;
            }
        } catch (JacksonException notJson) {
            htsget(response, 400, "InvalidInput", "The message is not JSON.");
            return;
        }
        ticket(id, asked, response);
    }

    /// What is wrong with a region.
    ///
    /// @param error as htsget names it
    /// @param message in plain words
    private record WrongRegion(String error, String message) {
        static Optional<WrongRegion> input(String message) {
            return Optional.of(new WrongRegion("InvalidInput", message));
        }
    }

    private static Optional<WrongRegion> wrongRegions(JsonNode regions) {
        if (!regions.isArray() || regions.isEmpty()) {
            return WrongRegion.input("regions is a list of at least one.");
        }
        for (JsonNode region : regions) {
            Optional<WrongRegion> wrong =
                    wrongRegion(
                            region.path("referenceName").asString(""),
                            text(region, "start"),
                            text(region, "end"));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode region, String name) {
        return region.has(name)
                ? Optional.of(
                        region.path(name).isIntegralNumber()
                                ? Long.toString(region.path(name).asLong())
                                : "none")
                : Optional.empty();
    }

    /// A ticket is for the whole file, which holds what was asked for and more, as the
    /// specification permits.
    private void ticket(String id, Map<String, String> asked, HttpServletResponse response)
            throws IOException {
        String format = asked.getOrDefault("format", "VCF");
        if (!format.equals("VCF")) {
            htsget(response, 400, "UnsupportedFormat", "Files are VCF here.");
            return;
        }
        String part = asked.getOrDefault("class", "");
        if (!part.isEmpty() && !part.equals("header")) {
            htsget(response, 400, "InvalidInput", "class is header, or is not said.");
            return;
        }
        boolean hasRegion =
                asked.containsKey("referenceName")
                        || asked.containsKey("start")
                        || asked.containsKey("end");
        if (hasRegion && part.equals("header")) {
            htsget(response, 400, "InvalidInput", "A header has no regions.");
            return;
        }
        if (hasRegion) {
            Optional<WrongRegion> wrong =
                    wrongRegion(
                            asked.getOrDefault("referenceName", ""),
                            Optional.ofNullable(asked.get("start")),
                            Optional.ofNullable(asked.get("end")));
            if (wrong.isPresent()) {
                htsget(response, wrong.get());
                return;
            }
        }
        Wish wish = part.equals("header") ? Wish.HEADER : Wish.FILE;
        switch (desk.address(id, wish, token(), CurrentActor.require())) {
            case Answer.Done<FileDesk.Address>(FileDesk.Address found) -> {
                Map<String, Object> url = new LinkedHashMap<>();
                url.put("url", address + BYTES + found.leave());
                url.put("headers", Map.of("Authorization", "Bearer " + rawToken()));
                if (wish == Wish.HEADER) {
                    url.put("class", "header");
                }
                write(
                        response,
                        200,
                        HTSGET_TYPE,
                        Map.of("htsget", Map.of("format", "VCF", "urls", List.of(url))));
            }
            case Answer.Refused<FileDesk.Address>(String why) ->
                    htsget(response, 403, "PermissionDenied", why);
            case Answer.NotFound<FileDesk.Address>(String why) ->
                    htsget(response, 404, "NotFound", why);
            case Answer.NoSuchRange<FileDesk.Address> _ ->
                    htsget(response, 400, "InvalidRange", "No such range.");
        }
    }

    /// Regions are 0-based and half-open in htsget.
    private static Optional<WrongRegion> wrongRegion(
            String contig, Optional<String> start, Optional<String> end) {
        if (contig.isBlank() || contig.length() > 100) {
            return WrongRegion.input("A region needs its referenceName.");
        }
        try {
            long first = start.map(text -> Long.parseLong(text, 10)).orElse(0L);
            long last = end.map(text -> Long.parseLong(text, 10)).orElse(Long.MAX_VALUE);
            if (first < 0 || last < 0) {
                return WrongRegion.input("start and end are not negative.");
            }
            return first < last
                    ? Optional.empty()
                    : Optional.of(
                            new WrongRegion(
                                    "InvalidRange",
                                    "The region runs backwards: start must be below end."));
        } catch (NumberFormatException notANumber) {
            return WrongRegion.input("start and end are whole numbers.");
        }
    }

    private static void htsget(HttpServletResponse response, WrongRegion wrong) throws IOException {
        htsget(response, 400, wrong.error(), wrong.message());
    }

    private static void htsget(
            HttpServletResponse response, int status, String error, String message)
            throws IOException {
        write(
                response,
                status,
                HTSGET_TYPE,
                Map.of("htsget", Map.of("error", error, "message", message)));
    }

    // ---- Both
    // -------------------------------------------------------------------------------------

    /// The use could not be written down, so nothing is released.
    @ExceptionHandler(AccessLogUnavailable.class)
    public void notWrittenDown(AccessLogUnavailable unavailable, HttpServletResponse response)
            throws IOException {
        response.setHeader("Retry-After", "60");
        drs(response, 503, String.valueOf(unavailable.getMessage()));
    }

    /// What the token that came with the request is known by.
    private static Hash token() {
        return Hash.sha256(rawToken().getBytes(UTF_8));
    }

    private static String rawToken() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken jwt
                ? jwt.getToken().getTokenValue()
                : "";
    }

    private static void write(HttpServletResponse response, int status, String type, Object message)
            throws IOException {
        byte[] body = JSON.writeValueAsBytes(message);
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
