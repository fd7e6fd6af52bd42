package org.opengms.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The browser of this machine: what `OPENGMS_BROWSER` names, else the first of Chrome and Chromium
/// on the path. Nothing is downloaded.
final class InstalledBrowser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("google-chrome", "chromium", "chromium-browser");

    /// No sandbox, since continuous integration runs as root; nothing that calls home, so that
    /// every request seen is the page's own.
    private static final List<String> ARGUMENTS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private InstalledBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// Starts the browser without a window.
    ///
    /// @throws IllegalStateException if the machine has none
    static InstalledBrowser start() {
        Path program =
                find().orElseThrow(() ->
                        new IllegalStateException(
                                "No browser for the page journeys. Install chromium, or name one in OPENGMS_BROWSER."));
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new InstalledBrowser(
                    playwright,
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(program)
                                            .setArgs(ARGUMENTS)));
        } catch (RuntimeException failure) {
            playwright.close();
            throw failure;
        }
    }

    private static Optional<Path> find() {
        String named = System.getenv("OPENGMS_BROWSER");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        String path = System.getenv("PATH");
        List<String> folders =
                path == null ? List.of() : List.of(path.split(Pattern.quote(File.pathSeparator)));
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /// Decides whether the journeys can run here.
    static final class Present implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (find().isPresent()) {
                return ConditionEvaluationResult.enabled("browser found");
            }
            if ("true".equals(System.getenv("CI"))) {
                return ConditionEvaluationResult.enabled(
                        "CI must have a browser: the journeys will fail without it");
            }
            String words =
                    "SKIPPED: the page journeys need a browser. Install chromium or google-chrome, or name one in OPENGMS_BROWSER.";
            Stream.of("*".repeat(words.length()), words, "*".repeat(words.length()))
                    .forEach(System.err::println);
            return ConditionEvaluationResult.disabled(words);
        }
    }
}
