package org.opengms.dialogue;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;

/// Answers in a sheet: `number,way,option,weight,words,answered-on`.
///
/// @param responses what can be taken
/// @param problems what cannot, each with its row
record ResponseSheet(List<Response> responses, List<String> problems) {
    static final int MOST_ROWS = 20_000;

    private static final List<String> HEADING =
            List.of("number", "way", "option", "weight", "words", "answered-on");
    private static final CsvTable.Form FORM =
            new CsvTable.Form(',', CsvTable.StrayQuotes.REFUSED, MOST_ROWS + 1, HEADING.size());

    ResponseSheet {
        responses = List.copyOf(responses);
        problems = List.copyOf(problems);
    }

    /// @param ways that the sheet may hold
    static ResponseSheet read(String csv, Consultation consultation, Set<Way> ways) {
        List<Response> responses = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<CsvTable.Row> rows;
        try {
            rows = CsvTable.parse(csv, FORM).rows();
        } catch (CsvProblem e) {
            return new ResponseSheet(List.of(), List.of(String.valueOf(e.getMessage())));
        }
        if (rows.isEmpty() || !heading(rows.getFirst()).equals(HEADING)) {
            return new ResponseSheet(
                    List.of(),
                    List.of("row 1: the heading must be " + String.join(",", HEADING) + "."));
        }
        Set<String> numbers = new HashSet<>();
        for (CsvTable.Row row : rows.subList(1, rows.size())) {
            if (row.isBlank()) {
                continue;
            }
            try {
                Response response = response(row, consultation, ways);
                if (!numbers.add(response.number())) {
                    throw new IllegalArgumentException("number: it stands in an earlier row too.");
                }
                responses.add(response);
            } catch (IllegalArgumentException e) {
                problems.add("row %d, %s".formatted(row.number(), e.getMessage()));
            }
        }
        return new ResponseSheet(responses, problems);
    }

    private static List<String> heading(CsvTable.Row row) {
        List<String> names = new ArrayList<>();
        for (int column = 0; column < HEADING.size(); column++) {
            names.add(row.field(column));
        }
        return names;
    }

    private static Response response(CsvTable.Row row, Consultation consultation, Set<Way> ways) {
        Way way =
                Way.of(row.field(1))
                        .filter(ways::contains)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "way: say one of %s."
                                                .formatted(
                                                        String.join(
                                                                ", ",
                                                                ways.stream()
                                                                        .map(Way::code)
                                                                        .sorted()
                                                                        .toList()))));
        if (consultation.option(row.field(2)).isEmpty()) {
            throw new IllegalArgumentException(
                    "option: say one of %s."
                            .formatted(
                                    String.join(
                                            ", ",
                                            consultation.options().stream()
                                                    .map(Consultation.Option::code)
                                                    .toList())));
        }
        LocalDate on = day(row.field(5));
        if (consultation.phase(on) != Consultation.Phase.OPEN) {
            throw new IllegalArgumentException(
                    "answered-on: the consultation was open from %s to %s."
                            .formatted(consultation.opens(), consultation.closes()));
        }
        return new Response(
                row.field(0),
                way,
                row.field(2),
                Optional.of(row.field(4)).filter(words -> !words.isEmpty()),
                weight(row.field(3), way),
                on);
    }

    private static double weight(String text, Way way) {
        if (text.isEmpty() && !way.representative()) {
            return 1;
        }
        if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,9})?")) {
            throw new IllegalArgumentException(
                    "weight: give a number such as 1.25 for each answer of a sample.");
        }
        return Double.parseDouble(text);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("answered-on: write a day such as 2026-09-14.", e);
        }
    }
}
