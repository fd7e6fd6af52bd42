package org.opengms.outputs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.outputs.OutputFinding.Weight;

/// What can be said of a file that a project's own program made. It refuses what is about single
/// people on its face, and points at numbers for the people who look at the rest; it lets nothing
/// through by itself.
final class FileRules {
    /// Largest file.
    static final int LARGEST_BYTES = 1 << 20;

    /// Fewest residual degrees of freedom of a model: below, it tells of single people (Data and
    /// Analytics Facilities for National Infrastructure, *Statbarn* regressions; the default of
    /// ACRO, `check_min_dof` 10).
    static final int FEWEST_DEGREES_OF_FREEDOM = 10;

    /// Most findings that anybody reads.
    private static final int MOST_FINDINGS = 100;

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern LONG_ID =
            Pattern.compile("(?<![0-9a-fA-F])[0-9a-f]{32}(?![0-9a-fA-F])");
    private static final Pattern TEN_DIGITS =
            Pattern.compile("(?<![0-9A-Za-z.])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9A-Za-z.])");
    private static final Pattern COUNT = Pattern.compile("(?<![0-9.eE+-])[0-9]{1,9}(?![0-9.eE])");

    private FileRules() {}

    /// Judges a file.
    static List<OutputFinding> judge(
            OutputKind kind, byte[] bytes, OutputContext context, CountRules rules) {
        List<OutputFinding> findings = new ArrayList<>();
        if (bytes.length == 0 || bytes.length > LARGEST_BYTES) {
            findings.add(
                    against(
                            "the file",
                            "A file has at least one byte and at most %,d. Aggregates are small."
                                    .formatted(LARGEST_BYTES)));
            return findings;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            findings.add(
                    against(
                            "the file",
                            "It is no text in UTF-8, so nobody can look at it. Send tables as CSV, models and plots as the numbers they are made of."));
            return findings;
        }
        if (text.indexOf(0) >= 0) {
            findings.add(against("the file", "It holds bytes that are no text."));
            return findings;
        }
        lines(kind, text, rules, findings);
        if (kind == OutputKind.MODEL) {
            int freedom = context.residualDegreesOfFreedom().orElse(-1);
            if (freedom < 0) {
                findings.add(
                        look(
                                "the model",
                                "Its residual degrees of freedom are not said. Say them in the context."));
            } else if (freedom < FEWEST_DEGREES_OF_FREEDOM) {
                findings.add(
                        against(
                                "the model",
                                "It has %d residual degrees of freedom; with fewer than %d it tells of single people. Use a simpler model, or more people."
                                        .formatted(freedom, FEWEST_DEGREES_OF_FREEDOM)));
            }
        }
        return findings.size() > MOST_FINDINGS ? findings.subList(0, MOST_FINDINGS) : findings;
    }

    private static void lines(
            OutputKind kind, String text, CountRules rules, List<OutputFinding> findings) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String place = "line " + number;
            if (line.startsWith("##fileformat=VCF") || line.startsWith("#CHROM")) {
                findings.addFirst(
                        against(place, "It is a file of calls. Records of people do not leave."));
            }
            if (UUID.matcher(line).find() || LONG_ID.matcher(line).find()) {
                findings.addFirst(
                        against(
                                place,
                                "It holds the id of a participant or a file. Nothing that stands for one person leaves: take it out."));
            }
            if (hasNhsNumber(line)) {
                findings.addFirst(
                        against(place, "It holds what may be an NHS number. Take it out."));
            }
            if (kind == OutputKind.TABLE || kind == OutputKind.PLOT) {
                counts(place, line, rules, findings);
            }
        }
    }

    private static void counts(
            String place, String line, CountRules rules, List<OutputFinding> findings) {
        String[] cells = line.split("[,;\t]", -1);
        for (int i = 0; i < cells.length && findings.size() <= MOST_FINDINGS; i++) {
            String cell = cells[i].strip();
            if (!COUNT.matcher(cell).matches()) {
                continue;
            }
            long count = Long.parseLong(cell, 10);
            if (rules.hides(count)) {
                findings.add(
                        look(
                                "%s, column %d".formatted(place, i + 1),
                                "If this counts people, they are fewer than %d. Leave it out, or join it with another."
                                        .formatted(rules.threshold())));
            } else if (count % rules.roundingBase() != 0) {
                findings.add(
                        look(
                                "%s, column %d".formatted(place, i + 1),
                                "If this counts people, it is not rounded. Round it to %d."
                                        .formatted(rules.roundingBase())));
            }
        }
    }

    /// Ten digits with the check digit of an NHS number (NHS Data Model and Dictionary, *NHS
    /// number*).
    private static boolean hasNhsNumber(String line) {
        Matcher found = TEN_DIGITS.matcher(line);
        while (found.find()) {
            String digits = found.group().replaceAll("[ -]", "");
            int sum = 0;
            for (int i = 0; i < 9; i++) {
                sum += (digits.charAt(i) - '0') * (10 - i);
            }
            int check = (11 - sum % 11) % 11;
            if (check != 10 && check == digits.charAt(9) - '0') {
                return true;
            }
        }
        return false;
    }

    private static OutputFinding against(String place, String words) {
        return new OutputFinding(place, Weight.AGAINST, words);
    }

    private static OutputFinding look(String place, String words) {
        return new OutputFinding(place, Weight.TO_BE_LOOKED_AT, words);
    }
}
