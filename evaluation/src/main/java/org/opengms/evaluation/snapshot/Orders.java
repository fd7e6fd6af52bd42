package org.opengms.evaluation.snapshot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.opengms.evaluation.snapshot.OrderField.Kind;

/// The orders of a snapshot by column.
public final class Orders {
    private final int size;
    private final Column[] columns;
    private final Words[] words;
    private final int[] rowOfNumber;

    Orders(int size, int[][] values, Words[] words, int[] rowOfNumber) {
        this.size = size;
        this.columns = new Column[values.length];
        for (int i = 0; i < values.length; i++) {
            columns[i] = new Column(values[i]);
        }
        this.words = words;
        this.rowOfNumber = rowOfNumber;
    }

    /// How many.
    public int size() {
        return size;
    }

    /// A column.
    public Column column(OrderField<?> field) {
        return columns[field.index()];
    }

    /// Codes of the values that a field can have: the code list, or the words that occur, or the
    /// numbers from the least to the most, by what a [Column] holds from 0 on. Empty strings are
    /// numbers that the field cannot have.
    ///
    /// @throws IllegalArgumentException of days and sets, which are no categories
    public List<String> categories(OrderField<?> field) {
        return switch (field.kind()) {
            case Kind.Codes(List<? extends Code> list) -> list.stream().map(Code::code).toList();
            case Kind.Words _ -> {
                Words known = words[field.index()];
                List<String> all = new ArrayList<>();
                for (int i = 0; i < known.size(); i++) {
                    all.add(known.word(i));
                }
                yield all;
            }
            case Kind.Numbers(int least, int most) when most <= 1000 -> {
                List<String> all = new ArrayList<>();
                for (int i = 0; i <= most; i++) {
                    all.add(i < least ? "" : Integer.toString(i));
                }
                yield all;
            }
            case Kind.Numbers _, Kind.Days _, Kind.Sets _ ->
                    throw new IllegalArgumentException(
                            "OGMS-9023 %s has no categories.".formatted(field));
        };
    }

    /// A category in words for a reader.
    public String words(OrderField<?> field, String category) {
        return field.kind() instanceof Kind.Codes(List<? extends Code> list)
                ? list.stream()
                        .filter(c -> c.code().equals(category))
                        .findFirst()
                        .map(Code::words)
                        .orElse(category)
                : category;
    }

    /// The row of the order with a number; empty if there is none.
    public OptionalInt find(String number) {
        OptionalInt known = words[OrderField.NUMBER.index()].find(number);
        if (known.isEmpty() || rowOfNumber[known.getAsInt()] < 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(rowOfNumber[known.getAsInt()]);
    }

    /// How many families, those of which it is not known counted as one.
    public int families() {
        return words[OrderField.FAMILY.index()].size() + 1;
    }

    /// A value as it stands in the table.
    String text(OrderField<?> field, int row) {
        int value = columns[field.index()].at(row);
        if (value < 0) {
            return Missing.stored(value).code();
        }
        return switch (field.kind()) {
            case Kind.Words _ -> words[field.index()].word(value);
            case Kind.Codes(List<? extends Code> list) -> list.get(value).code();
            case Kind.Sets(List<? extends Code> list) -> {
                StringBuilder all = new StringBuilder();
                for (int i = 0; i < list.size(); i++) {
                    if ((value & 1 << i) != 0) {
                        all.append(all.isEmpty() ? "" : "|").append(list.get(i).code());
                    }
                }
                yield all.toString();
            }
            case Kind.Days _ -> LocalDate.ofEpochDay(value).toString();
            case Kind.Numbers _ -> Integer.toString(value);
        };
    }
}
