package org.opengms.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.server.security.DemoPeople;

/// Somebody at a browser of their own. Whatever goes wrong behind the pages that they visit is
/// noted (errors of scripts, breaches of the content security policy, missing files, requests to
/// other hosts) and told when they leave.
///
/// Where `OPENGMS_PICTURES` names a folder, pictures of the pages are kept there.
final class Visitor implements AutoCloseable {
    private static final int WIDE_PIXELS = 1280;
    private static final int PHONE_PIXELS = 390;
    private static final int HEIGHT_PIXELS = 900;
    private static final int MOST_TABS = 120;

    /// How long an answer may take.
    private static final double MOST_MILLISECONDS = 15_000;

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

    Visitor(Browser browser, String address) {
        this.address = address;
        this.context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(address)
                                .setReducedMotion(
                                        com.microsoft.playwright.options.ReducedMotion.REDUCE)
                                .setViewportSize(WIDE_PIXELS, HEIGHT_PIXELS));
        context.setDefaultTimeout(MOST_MILLISECONDS);
        this.page = context.newPage();
        String host = URI.create(address).getAuthority();
        page.onRequest(request -> {
            URI target = URI.create(request.url());
            if (!"data".equals(target.getScheme()) && !host.equals(target.getAuthority())) {
                complaints.add("request to another host: " + target);
            }
        });
        page.onResponse(response -> {
            // A page may answer 403 or 422; a part of a page may not.
            if (response.status() >= 400 && !response.request().isNavigationRequest()) {
                complaints.add(response.status() + " for " + response.url());
            }
        });
        page.onPageError(error -> complaints.add("script error: " + error));
        page.onConsoleMessage(message -> {
            // Chromium reports the status of pages and parts here too; those are judged above.
            if (message.type().equals("error")
                    && !message.text().startsWith("Failed to load resource")) {
                complaints.add("console: " + message.text() + " at " + page.url());
            }
        });
    }

    Page page() {
        return page;
    }

    /// Goes to a path and gives the HTTP status.
    int go(String path) {
        return page.navigate(path).status();
    }

    /// Signs in with the mouse.
    Visitor signIn(String kind, String ods) {
        go("/login");
        page.getByLabel("Username").fill(DemoPeople.userName(kind, ods));
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(DemoPeople.PASSWORD);
        button("Sign in").click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).isVisible();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, named(name));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, named(name));
    }

    /// Chooses a radio button or ticks a box by its field and value.
    void choose(String field, String value) {
        page.locator("input[name='%s'][value='%s']".formatted(field, value)).check();
    }

    /// Types a date into the three fields of a form.
    void date(String field, java.time.LocalDate date) {
        page.locator("#" + field).fill(String.valueOf(date.getDayOfMonth()));
        page.locator("#" + field + "-month").fill(String.valueOf(date.getMonthValue()));
        page.locator("#" + field + "-year").fill(String.valueOf(date.getYear()));
    }

    /// What a summary list says under a key.
    Locator fact(String key) {
        return page.locator(".nhsuk-summary-list__row:has(dt:text-is('%s')) > dd".formatted(key));
    }

    /// Presses Tab until an element has the focus.
    ///
    /// @param selector of the element
    void tabTo(String selector) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            Object reached =
                    page.evaluate("s => document.activeElement?.matches(s) === true", selector);
            if (Boolean.TRUE.equals(reached)) {
                return;
            }
        }
        throw new AssertionError(
                "Tab did not reach %s on %s within %d presses"
                        .formatted(selector, page.url(), MOST_TABS));
    }

    /// No page may be wider than the screen it is read on.
    void fitsPhone() {
        page.setViewportSize(PHONE_PIXELS, HEIGHT_PIXELS);
        // The window is resized by another process: the page is measured once it has been told, and
        // has drawn itself in the new width.
        page.waitForFunction("pixels => window.innerWidth === pixels", PHONE_PIXELS);
        Object width =
                page.evaluate(
                        "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame("
                                + "() => drawn(document.documentElement.scrollWidth))))");
        page.setViewportSize(WIDE_PIXELS, HEIGHT_PIXELS);
        assertEquals(
                PHONE_PIXELS,
                ((Number) width).intValue(),
                "width of " + page.url() + " on a phone, in pixels");
    }

    /// Keeps pictures of the page, where they are wanted.
    void picture(String name) {
        folder().ifPresent(folder -> {
            shoot(folder.resolve(name + ".png"));
            page.setViewportSize(PHONE_PIXELS, HEIGHT_PIXELS);
            shoot(folder.resolve(name + "-phone.png"));
            page.setViewportSize(WIDE_PIXELS, HEIGHT_PIXELS);
        });
    }

    /// Keeps the page as it is printed, where pictures are wanted.
    void print(String name) {
        folder().ifPresent(folder ->
                page.pdf(new Page.PdfOptions().setPath(folder.resolve(name + ".pdf"))));
    }

    private void shoot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    private static Optional<Path> folder() {
        String folder = System.getenv("OPENGMS_PICTURES");
        return folder == null || folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder));
    }

    /// The path of the page that is open.
    String path() {
        return URI.create(page.url()).getPath();
    }

    @Override
    public void close() {
        context.close();
        assertEquals(List.of(), complaints, "what went wrong behind the pages at " + address);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
