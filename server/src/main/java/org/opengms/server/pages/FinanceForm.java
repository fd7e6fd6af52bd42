package org.opengms.server.pages;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;

/// Reads the fields of a form about money. What cannot be read is refused with `field: what to do`.
final class FinanceForm {
    private final Typed typed;
    private final String kind;

    /// @param kind before each field's name; empty if the page has one form
    FinanceForm(Typed typed, String kind) {
        this.typed = typed;
        this.kind = kind;
    }

    String text(String field) {
        return typed.value(kind.isEmpty() ? field : kind + "-" + field).strip();
    }

    LocalDate day(String field) {
        try {
            return LocalDate.parse(text(field));
        } catch (DateTimeParseException none) {
            throw wrong(field, "give a day such as 2026-10-31.");
        }
    }

    Money money(String field, Currency currency) {
        return MoneyWords.typed(text(field), currency)
                .orElseThrow(() ->
                        wrong(field, "give a sum such as 1,234.50, with no part of a penny."));
    }

    Optional<Money> optionalMoney(String field, Currency currency) {
        return text(field).isEmpty() ? Optional.empty() : Optional.of(money(field, currency));
    }

    /// A share in per cent, with up to four decimals.
    Rate percent(String field) {
        String plain = text(field).replaceAll("[%\\s]", "");
        if (!plain.matches("[0-9]{1,3}(\\.[0-9]{1,4})?")) {
            throw wrong(field, "give per cent such as 2.5, with at most four decimals.");
        }
        return new Rate(new java.math.BigDecimal(plain).movePointRight(4).longValueExact());
    }

    int whole(String field) {
        if (!text(field).matches("[0-9]{1,6}")) {
            throw wrong(field, "give a whole number.");
        }
        return Integer.parseInt(text(field), 10);
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) {
        return Ids.constant(type, text(field)).orElseThrow(() -> wrong(field, "choose one."));
    }

    static IllegalArgumentException wrong(String field, String words) {
        return new IllegalArgumentException(field + ": " + words);
    }

    /// What was refused, at its field of this form.
    ///
    /// @param fields that the form has
    List<FormProblem> problems(String reason, List<String> fields) {
        FormProblem found = FormProblem.read(reason, fields::contains);
        return List.of(
                found.field().isEmpty() || kind.isEmpty()
                        ? found
                        : new FormProblem(kind + "-" + found.field(), found.words()));
    }
}
