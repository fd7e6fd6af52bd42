package org.opengms.server.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.Declaration;
import org.opengms.infrastructure.Equipment;
import org.opengms.infrastructure.EquipmentId;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.Statement;

/// Reads the forms by which a laboratory states things. What is wrong is noted beside its field.
final class CapacityForms {
    private final Typed typed;
    private final Instant now;
    private final List<FormProblem> problems = new ArrayList<>();

    CapacityForms(Typed typed, Instant now) {
        this.typed = typed;
        this.now = now;
    }

    List<FormProblem> problems() {
        return problems;
    }

    /// What a form says; absent if something is wrong with it.
    private Optional<Declaration> unlessWrong(Declaration declaration) {
        return problems.isEmpty() ? Optional.of(declaration) : Optional.empty();
    }

    Optional<Declaration> capacity() {
        String limit = limit("capacity-limit");
        double amount =
                number("capacity-amount", "Enter the capacity as a number, for example 60.");
        Optional<LocalDate> from =
                date("capacity-from", "Enter the first day as day, month and year.");
        return unlessWrong(
                Declaration.of(now, new Declaration.DeclaredCapacity(limit, amount, from)));
    }

    Optional<Declaration> queue() {
        Optional<TestMethod> method = Ids.constant(TestMethod.class, typed.value("queue-method"));
        if (method.isEmpty()) {
            problems.add(new FormProblem("queue-method", "Choose the method."));
        }
        int open = whole("queue-open", "Enter how many orders are open, 0 if none.").orElse(0);
        Optional<Integer> oldest =
                typed.value("queue-oldest").isBlank()
                        ? Optional.empty()
                        : whole("queue-oldest", "Enter the age of the oldest order in days.");
        return unlessWrong(
                Declaration.of(
                        now,
                        new Declaration.DeclaredQueue(
                                method.orElse(TestMethod.OTHER), open, oldest)));
    }

    /// A piece of equipment.
    Optional<Declaration> equipment() {
        Optional<EquipmentId> id = Ids.parse(typed.value("equipment-id").strip(), EquipmentId::new);
        if (id.isEmpty()) {
            problems.add(
                    new FormProblem(
                            "equipment-id",
                            "Enter your name for it, with letters, digits, dots and hyphens, for example SEQ-01."));
        }
        String model = typed.value("equipment-model").strip();
        if (model.isEmpty() || model.length() > Claim.Equipment.LONGEST_MODEL) {
            problems.add(
                    new FormProblem(
                            "equipment-model",
                            "Enter the maker's name for it, at most 100 characters."));
        }
        String gives = typed.value("equipment-gives");
        if (!(Limit.find(gives).orElse(null) instanceof Limit.Resource)) {
            problems.add(new FormProblem("equipment-gives", "Choose what it gives."));
        }
        double amount =
                number(
                        "equipment-amount",
                        "Enter how much it gives as a number, 0 if it is out of use for good.");
        Optional<LocalDate> from =
                date("equipment-from", "Enter the first day as day, month and year.");
        return problems.isEmpty()
                ? Optional.of(
                        Declaration.of(
                                now,
                                new Declaration.DeclaredEquipment(
                                        id.orElseThrow(), model, gives, amount, from)))
                : Optional.empty();
    }

    /// An outage of a whole limit, or of one piece of equipment.
    ///
    /// @param known what equipment the laboratory has in use
    Optional<Declaration> outage(List<Equipment> known) {
        Optional<Equipment> equipment =
                known.stream()
                        .filter(e -> CapacityView.choice(e).equals(typed.value("outage-limit")))
                        .findFirst();
        String limit =
                equipment
                        .map(e -> new Limit.Resource(e.gives()).code())
                        .orElseGet(() -> limit("outage-limit"));
        double left =
                number("outage-left", "Enter what still works, in per cent from 0 to 100.") / 100;
        if (left > 1) {
            problems.add(
                    new FormProblem(
                            "outage-left", "Enter what still works, in per cent from 0 to 100."));
        }
        LocalDate today = Statement.dayOf(now);
        LocalDate from =
                date("outage-from", "Enter the day on which it began or will begin.").orElse(today);
        Optional<LocalDate> end = date("outage-end", "Enter the day on which it should end.");
        if (end.filter(day -> day.isBefore(from) || day.isBefore(today)).isPresent()) {
            problems.add(
                    new FormProblem(
                            "outage-end",
                            "It cannot be expected to end before it begins, or before today."));
        }
        return unlessWrong(
                Declaration.of(
                        now,
                        new Declaration.DeclaredOutage(
                                Optional.empty(),
                                limit,
                                from.equals(today) ? now : startOf(from),
                                end.map(day -> startOf(day.plusDays(1))),
                                left,
                                equipment.map(Equipment::id))));
    }

    Declaration outageEnd(OutageId outage) {
        return Declaration.of(now, new Declaration.DeclaredOutageEnd(outage, now));
    }

    /// When a list was complete: at the end of the day that was typed, or now.
    Instant asOf() {
        LocalDate today = Statement.dayOf(now);
        Optional<LocalDate> day =
                date("work-asOf", "Enter the day of the list as day, month and year.");
        if (day.filter(d -> d.isAfter(today)).isPresent()) {
            problems.add(new FormProblem("work-asOf", "The day of the list is still to come."));
        }
        return day.filter(d -> d.isBefore(today))
                .map(d -> startOf(d.plusDays(1)).minusSeconds(1))
                .orElse(now);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(Statement.ZONE).toInstant();
    }

    private String limit(String field) {
        String code = typed.value(field);
        if (Limit.find(code).isEmpty()) {
            problems.add(new FormProblem(field, "Choose what it is about."));
        }
        return code;
    }

    private double number(String field, String words) {
        String written = typed.value(field).replace(",", "").strip();
        if (!written.matches("[0-9]{1,9}([.][0-9]{1,3})?")) {
            problems.add(new FormProblem(field, words));
            return 0;
        }
        return Double.parseDouble(written);
    }

    private Optional<Integer> whole(String field, String words) {
        String written = typed.value(field).replace(",", "").strip();
        if (!written.matches("[0-9]{1,7}")) {
            problems.add(new FormProblem(field, words));
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(written, 10));
    }

    private Optional<LocalDate> date(String field, String words) {
        OrderReading.DateEntry entry =
                new OrderReading.DateEntry(
                        typed.value(field + "-day"),
                        typed.value(field + "-month"),
                        typed.value(field + "-year"));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> date = entry.date();
        if (date.isEmpty()) {
            problems.add(new FormProblem(field, words));
        }
        return date;
    }
}
