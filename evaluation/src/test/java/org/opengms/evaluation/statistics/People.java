package org.opengms.evaluation.statistics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// The synthetic people that R was asked about (`expected.R`).
record People(List<Person> all) {

    /// @param entry day, −1 if observed from day 0 on
    record Person(int entry, int day, int cause, int group, int stratum) {}

    static People load() {
        return new People(
                rows("people.csv").stream()
                        .map(row ->
                                new Person(
                                        row[0].isEmpty() ? -1 : Integer.parseInt(row[0]),
                                        Integer.parseInt(row[1]),
                                        Integer.parseInt(row[2]),
                                        Integer.parseInt(row[3]),
                                        Integer.parseInt(row[4])))
                        .toList());
    }

    /// The rows of a table, without its head.
    static List<String[]> rows(String file) {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(People.class.getResourceAsStream(file)),
                                StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TimeToEvent fromDayZero() {
        return fromDayZero(person -> true);
    }

    TimeToEvent fromDayZero(Predicate<Person> which) {
        TimeToEvent table = TimeToEvent.ofCauses(2);
        all.stream().filter(which).forEach(person -> table.record(person.day, person.cause));
        return table;
    }

    TimeToEvent withDelayedEntry() {
        TimeToEvent table = TimeToEvent.ofCauses(2);
        for (Person person : all) {
            if (person.entry < 0) {
                table.record(person.day, person.cause);
            } else {
                table.recordDelayed(person.entry, person.day, person.cause);
            }
        }
        return table;
    }

    TimeToEvent table(String late) {
        return late.equals("yes") ? withDelayedEntry() : fromDayZero();
    }

    static Limits limits(String name) {
        return switch (name) {
            case "log-log" -> Limits.LOG_LOG;
            case "log" -> Limits.LOG;
            case "plain" -> Limits.PLAIN;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
