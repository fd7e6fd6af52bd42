package org.opengms.server.letters;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Sets a page as PDF: A4, tagged for screen readers (PDF/UA), with the fonts inside and plots
/// drawn. The same page and day give the same bytes.
public final class Typesetter {
    private static final String FAMILY = "Letter";

    private final byte[] regular;
    private final byte[] bold;

    /// With the fonts that come with the program.
    public Typesetter() {
        XRLog.setLoggingEnabled(false);
        this.regular = font("NotoSans-Regular.ttf");
        this.bold = font("NotoSans-Bold.ttf");
    }

    private static byte[] font(String name) {
        try (InputStream in = Typesetter.class.getResourceAsStream("/fonts/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "OGMS-7302 The font %s is missing from the program. Build it anew."
                                .formatted(name));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sets a page.
    ///
    /// @param page well-formed XML in the elements of HTML, with a title and a language
    /// @param day of the letter, which the document says it was made on
    public byte[] set(String page, LocalDate day) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(supplier(regular), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(supplier(bold), FAMILY, 700, FontStyle.NORMAL, true);
        builder.useSVGDrawer(new PlotDrawer(regular));
        builder.usePdfUaAccessibility(true);
        builder.useProtocolsStreamImplementation(
                _ -> {
                    throw new IllegalStateException("OGMS-7303 A letter fetches nothing");
                },
                "http",
                "https",
                "file",
                "jar",
                "data");
        builder.withProducer("OpenGMS");
        builder.withHtmlContent(page, null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            GregorianCalendar made = GregorianCalendar.from(day.atStartOfDay(ZoneOffset.UTC));
            made.setTimeZone(TimeZone.getTimeZone("UTC"));
            document.getDocumentInformation().setCreationDate(made);
            document.getDocumentInformation().setModificationDate(made);
            // What its identifier is made from, instead of the time of day.
            document.setDocumentId(day.toEpochDay());
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FSSupplier<InputStream> supplier(byte[] font) {
        return () -> new ByteArrayInputStream(font);
    }
}
