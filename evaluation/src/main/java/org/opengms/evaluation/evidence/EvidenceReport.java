package org.opengms.evaluation.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opengms.evaluation.evidence.Block.Bullets;
import org.opengms.evaluation.evidence.Block.Heading;
import org.opengms.evaluation.evidence.Block.Paragraph;
import org.opengms.evaluation.evidence.Block.Table;
import org.opengms.evaluation.evidence.Figure.Bound;
import org.opengms.evaluation.evidence.Figure.Design;
import org.opengms.evaluation.evidence.Figure.Step;
import org.opengms.evaluation.evidence.Figure.Verified;

/// The evidence evaluation: what the committee asked and what published figures say to it, then
/// every figure, step by step, with what is missing to use it. The same table always gives the same
/// report.
public final class EvidenceReport {
    private static final String WORKED = "100000-genomes-evaluation.md";

    private static final List<String> HEADS =
            List.of(
                    "Row",
                    "What",
                    "Published",
                    "Interval",
                    "Counts",
                    "Of whom, and when",
                    "How found",
                    "Source, and where in it",
                    "Checked",
                    "Missing to use it");

    private final PublishedEvidence evidence;

    /// @param evidence to report
    public EvidenceReport(PublishedEvidence evidence) {
        this.evidence = evidence;
    }

    /// The report as text.
    public String markdown() {
        return Markdown.of(blocks());
    }

    /// The report as parts, for a writer of another form.
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        opening(blocks);
        questions(blocks);
        pathway(blocks);
        figures(blocks);
        disagreements(blocks);
        sources(blocks);
        method(blocks);
        return blocks;
    }

    /// What an evaluation on the project's data would show, and what is missing to run it: the
    /// document that comes with the program.
    public static List<Block> worked() {
        try (InputStream in = EvidenceReport.class.getResourceAsStream(WORKED)) {
            if (in == null) {
                throw new IllegalStateException(
                        "OGMS-9106 %s is missing from the program. Build it anew."
                                .formatted(WORKED));
            }
            return Markdown.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every figure as CSV (RFC 4180), one row each, with what the table of the report says of it.
    public String csv() {
        StringBuilder csv = new StringBuilder();
        csv.append("step,id,");
        csv.append(record(HEADS));
        for (Figure figure : evidence.figures()) {
            List<String> cells = new ArrayList<>();
            cells.add(figure.step().words());
            cells.add(figure.id());
            cells.addAll(line(figure));
            csv.append(record(cells));
        }
        return csv.toString();
    }

    private static String record(List<String> cells) {
        return cells.stream()
                        .map(cell ->
                                cell.matches("(?s).*[\",\r\n].*")
                                        ? "\"" + cell.replace("\"", "\"\"") + "\""
                                        : cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private void opening(List<Block> blocks) {
        blocks.add(new Heading(1, evidence.title()));
        blocks.add(
                new Paragraph(
                        "In April 2018 the Science and Technology Committee of the House of Commons asked for an evaluation of the 100,000 Genomes Project across the whole clinical pathway, at the level of populations, with cost, and published before a Genomic Medicine Service was launched (HC 349, conclusions 1 and 2). This is not that evaluation: it needs the data of the project, which are not here. It is what can be said from figures that anybody can look up: one row each, with its source, whom it is about, how sure it is, and what one would need beside it to use it."));
        blocks.add(
                new Paragraph(
                        "It is made by a program from a table (%s, sources last looked at on %s). Every number in an answer is taken from a row, whose number stands in brackets. Most papers could be read in their abstract only; what was found second-hand says so. Nothing was estimated where nothing was published."
                                .formatted(evidence.name(), evidence.readOn())));
        blocks.add(
                new Table(
                        List.of("Rows", "How many"),
                        List.of(
                                row("all", f -> true),
                                row(
                                        "read at source",
                                        f -> published(f) && is(f, Verified.READ_AT_SOURCE)),
                                row(
                                        "secondary source only",
                                        f -> published(f) && is(f, Verified.SECONDARY)),
                                row(
                                        "published, and could not be read",
                                        f -> f.bound() == Bound.NOT_READ),
                                row(
                                        "asked for, and published by nobody as far as was found",
                                        f -> f.bound() == Bound.NOT_PUBLISHED),
                                row(
                                        "pooled over studies, none of them the project's",
                                        EvidenceReport::pooled),
                                row("with a denominator", f -> f.denominator().isPresent()))));
    }

    private void questions(List<Block> blocks) {
        blocks.add(new Heading(2, "What the committee asked, and what the evidence says"));
        blocks.add(
                new Table(
                        List.of(
                                "Question",
                                "Where asked",
                                "How strong the evidence is",
                                "Rows that bear on it"),
                        evidence.questions().stream()
                                .map(q ->
                                        List.of(
                                                q.asked(),
                                                q.place(),
                                                q.strength().words(),
                                                count(f ->
                                                        f.questions().contains(q.id())
                                                                || q.quoted().contains(f.id()))))
                                .toList()));
        for (Question question : evidence.questions()) {
            blocks.add(new Heading(3, question.asked()));
            blocks.add(new Paragraph(question.answered(this::quoted)));
            blocks.add(
                    new Paragraph(
                            "Strength of the evidence: %s. %s"
                                    .formatted(question.strength().words(), question.why())));
            blocks.add(new Paragraph("What is missing:"));
            blocks.add(new Bullets(question.missing()));
        }
    }

    /// `25 % [row 33, 95 % interval by us 23.3 to 27.3 %]`.
    private String quoted(String id) {
        Figure figure = evidence.figure(id);
        String interval =
                figure.interval()
                        .map(i -> ", 95 % interval " + figure.unit().of(i.lower(), i.upper()))
                        .or(() -> figure.computed().map(c -> ", 95 % interval by us " + c.shown()))
                        .orElse("");
        String note = figure.verified() == Verified.SECONDARY ? ", second-hand" : "";
        return "%s [row %d%s%s]".formatted(figure.shown(), evidence.number(id), interval, note);
    }

    private void pathway(List<Block> blocks) {
        blocks.add(new Heading(2, "The pathway, step by step"));
        blocks.add(
                new Paragraph(
                        "How many figures each step has, and of what kind. A step may be well counted and still not evaluated: to evaluate is to compare with what would have happened otherwise."));
        List<List<String>> rows = new ArrayList<>();
        for (Step step : Step.values()) {
            Predicate<Figure> here = f -> f.step() == step;
            rows.add(
                    List.of(
                            step.words(),
                            count(here.and(EvidenceReport::published)),
                            count(here.and(f -> f.denominator().isPresent())),
                            count(here.and(EvidenceReport::pooled)),
                            evidence.figures().stream()
                                    .filter(here.and(f -> !published(f)))
                                    .map(f ->
                                            "%s [row %d]"
                                                    .formatted(
                                                            f.quantity(), evidence.number(f.id())))
                                    .collect(Collectors.joining("; "))));
        }
        blocks.add(
                new Table(
                        List.of(
                                "Step",
                                "Published figures",
                                "of them with a denominator",
                                "of them pooled over studies",
                                "Asked for and not published"),
                        rows));
    }

    private void figures(List<Block> blocks) {
        blocks.add(new Heading(2, "Every figure"));
        blocks.add(
                new Paragraph(
                        "Intervals are 95 %. «By us» means computed from published counts by Wilson's method; where a share was published without its numerator, the interval holds for every numerator that rounds to the share. «?» stands for a numerator that is not published."));
        for (Step step : Step.values()) {
            List<Figure> here = evidence.figures().stream().filter(f -> f.step() == step).toList();
            blocks.add(new Heading(3, step.words()));
            blocks.add(new Table(HEADS, here.stream().map(this::line).toList()));
        }
    }

    private List<String> line(Figure figure) {
        return List.of(
                Integer.toString(evidence.number(figure.id())),
                figure.quantity(),
                figure.shown() + (figure.isShareComputed() ? ", share by us" : ""),
                interval(figure),
                figure.counts(),
                figure.population() + "; " + figure.period(),
                figure.design().words(),
                figure.source() + ": " + figure.where(),
                figure.verified().words(),
                figure.missingInWords());
    }

    private static String interval(Figure figure) {
        Optional<String> stated =
                figure.interval()
                        .map(i -> figure.unit().of(i.lower(), i.upper()) + ", as published");
        Optional<String> computed =
                figure.computed()
                        .map(c ->
                                c.shown()
                                        + (c.isExact()
                                                ? ", by us"
                                                : String.format(
                                                        Locale.ROOT,
                                                        ", by us for %,d to %,d",
                                                        c.leastNumerator(),
                                                        c.greatestNumerator())));
        return stated.or(() -> computed).orElse("");
    }

    private void disagreements(List<Block> blocks) {
        blocks.add(new Heading(2, "Where publications disagree"));
        blocks.add(
                new Bullets(
                        evidence.figures().stream()
                                .filter(f -> f.disagreement().isPresent())
                                .map(f ->
                                        "Row %d (%s): %s"
                                                .formatted(
                                                        evidence.number(f.id()),
                                                        f.quantity(),
                                                        f.disagreement().orElseThrow()))
                                .toList()));
    }

    private void sources(List<Block> blocks) {
        blocks.add(new Heading(2, "Sources"));
        blocks.add(
                new Table(
                        List.of("Name", "Kind", "Citation", "Address", "Rows"),
                        evidence.sources().stream()
                                .map(s ->
                                        List.of(
                                                s.id(),
                                                s.kind().words(),
                                                s.citation()
                                                        + s.note()
                                                                .map(n -> " (" + n + ")")
                                                                .orElse(""),
                                                s.url().orElse("none kept"),
                                                count(f -> f.source().equals(s.id()))))
                                .toList()));
    }

    private void method(List<Block> blocks) {
        blocks.add(new Heading(2, "How the rows were checked"));
        blocks.add(
                new Bullets(
                        List.of(
                                "Every row names a source, a place in it, a population, a period, a design, and what is missing to use it; a row without one is refused.",
                                "Where numerator and denominator are published, their quotient must round to the published share. Where it does not, the row says so, under «Where publications disagree».",
                                "A published interval must hold its estimate, and the estimate must lie midway between the limits on the scale on which the method pools (log odds for shares, logarithms for ratios), as far as the published digits tell.",
                                "Intervals by us are Wilson's score intervals (doi:10.1080/01621459.1927.10502953). They tell of chance alone: not of selection, of outcomes that are missing, or of what a pilot says about a service.",
                                "What nobody published is a row too, without a number.",
                                "An answer holds no number of its own: each is quoted from a row.",
                                "Strength is a judgement, with its reason beside it. Strong: it bears the answer. Moderate: good for part of the answer. Weak: pieces that do not bear the answer alone. None: nothing was found.")));
    }

    private List<String> row(String words, Predicate<Figure> which) {
        return List.of(words, count(which));
    }

    private String count(Predicate<Figure> which) {
        return Long.toString(evidence.figures().stream().filter(which).count());
    }

    private static boolean published(Figure figure) {
        return figure.bound().isGiven();
    }

    private static boolean pooled(Figure figure) {
        return figure.design() == Design.META_ANALYSIS;
    }

    private static boolean is(Figure figure, Verified verified) {
        return figure.verified() == verified;
    }
}
