package org.opengms.hl7;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// One segment. It remembers which of its fields were asked for, so that the rest can be told.
final class Er7Segment {
    private final String name;
    private final int occurrence;
    private final boolean one;
    private final List<List<Er7Value>> fields;
    private final BitSet read = new BitSet();

    /// @param occurrence which segment of this name it is, from 1
    /// @param one whether there is no other of this name
    /// @param fields each with its repetitions; the first has number 1
    Er7Segment(String name, int occurrence, boolean one, List<List<Er7Value>> fields) {
        this.name = name;
        this.occurrence = occurrence;
        this.one = one;
        this.fields = List.copyOf(fields);
    }

    String name() {
        return name;
    }

    /// Where the segment stands, such as `OBX[3]`; without a number where there is one of its name.
    String location() {
        return location(name, occurrence, one);
    }

    static String location(String name, int occurrence, boolean one) {
        return one ? name : name + "[" + occurrence + "]";
    }

    /// Where a field stands, such as `PID-3`.
    String location(int field) {
        return location() + "-" + field;
    }

    /// Where a component stands, such as `PID-3.1`, or `PID-3[2].1` in a field with repetitions.
    ///
    /// @param repetition from 0
    String location(int field, int repetition, int component) {
        String place =
                repetitions(field) > 1
                        ? location(field) + "[" + (repetition + 1) + "]"
                        : location(field);
        return component == 0 ? place : place + "." + component;
    }

    private int repetitions(int field) {
        return field > fields.size() ? 0 : fields.get(field - 1).size();
    }

    int size() {
        return fields.size();
    }

    /// The repetitions of a field, among them empty ones so that they can be counted.
    List<Er7Value> values(int field) {
        read.set(field);
        return field > fields.size() ? List.of() : fields.get(field - 1);
    }

    /// The first repetition of a field; nothing if there is none.
    Er7Value value(int field) {
        List<Er7Value> values = values(field);
        return values.isEmpty() ? Er7Value.NOTHING : values.getFirst();
    }

    /// The first repetition of a field, looked at without counting it as read.
    Er7Value peek(int field) {
        return field > fields.size() || fields.get(field - 1).isEmpty()
                ? Er7Value.NOTHING
                : fields.get(field - 1).getFirst();
    }

    /// The first component of a field.
    String part(int field) {
        return value(field).part(1);
    }

    /// A field that is text, its repetitions as lines.
    String text(int field) {
        List<String> lines = new ArrayList<>();
        for (Er7Value value : values(field)) {
            lines.add(value.whole().strip());
        }
        return String.join("\n", lines).strip();
    }

    boolean has(int field) {
        return field <= fields.size() && fields.get(field - 1).stream().anyMatch(v -> !v.isEmpty());
    }

    /// Fields that say nothing about the order: numbers of segments and the like.
    void pass(int... numbers) {
        for (int number : numbers) {
            read.set(number);
        }
    }

    /// Fields that hold something and were not asked for.
    List<Integer> unread() {
        List<Integer> unread = new ArrayList<>();
        for (int i = 1; i <= fields.size(); i++) {
            if (!read.get(i) && has(i)) {
                unread.add(i);
            }
        }
        return unread;
    }

    boolean isRead() {
        return !read.isEmpty();
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "Er7Segment[" + location() + "]";
    }
}
