package org.opengms.server.transparency;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// `/log/checkpoint` and `/log/tile/…`: the public part of the log, as C2SP tlog-tiles. Anybody may
/// read it; it names nobody. Any web server could do this.
@Controller
public class LogFiles {
    private static final String NUMBER = "(x[0-9]{3}/)*[0-9]{3}";
    private static final Pattern TILE =
            Pattern.compile("tile/([0-9]{1,2}|entries)/" + NUMBER + "(\\.p/[0-9]{1,3})?");
    private static final String PREFIX = "/log/";

    private final Path log;

    /// @param log folder of the public part
    public LogFiles(Path log) {
        this.log = log;
    }

    /// The latest signed checkpoint.
    @GetMapping("/log/checkpoint")
    public void checkpoint(HttpServletResponse response) throws IOException {
        send("checkpoint", "text/plain; charset=utf-8", "no-cache", response);
    }

    /// A tile, or a bundle of entries. A full one never changes.
    @GetMapping("/log/tile/**")
    public void tile(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI().substring(PREFIX.length());
        if (!TILE.matcher(path).matches()) {
            missing(response);
            return;
        }
        send(
                path,
                "application/octet-stream",
                path.contains(".p/") ? "no-cache" : "public, max-age=31536000, immutable",
                response);
    }

    private void send(String path, String type, String caching, HttpServletResponse response)
            throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(log.resolve(path));
        } catch (NoSuchFileException e) {
            missing(response);
            return;
        }
        response.setContentType(type);
        response.setHeader("Cache-Control", caching);
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static void missing(HttpServletResponse response) throws IOException {
        response.setStatus(404);
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter().write("OGMS-7156 The log has no such file (yet).\n");
    }
}
