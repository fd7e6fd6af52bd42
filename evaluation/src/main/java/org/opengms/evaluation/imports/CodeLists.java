package org.opengms.evaluation.imports;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.opengms.evaluation.snapshot.Code;
import org.opengms.evaluation.snapshot.Order;
import org.opengms.evaluation.snapshot.OrderField;

/// The code lists of fields of an order by which counts are broken down.
final class CodeLists {
    private CodeLists() {}

    /// The codes of a field; none where any word will do.
    static List<String> of(String field) {
        if (field.equals(OrderField.METHOD.name())) {
            return codes(Code.Method.values());
        }
        if (field.equals(OrderField.STRUCTURE.name())) {
            return codes(Code.Structure.values());
        }
        if (field.equals(OrderField.AGE.name())) {
            return codes(Code.AgeBand.values());
        }
        if (field.equals(OrderField.SEX.name())) {
            return codes(Code.Sex.values());
        }
        if (field.equals(OrderField.ETHNICITY.name())) {
            return codes(Code.Ethnicity.values());
        }
        if (field.equals(OrderField.DEPRIVATION.name())) {
            return IntStream.rangeClosed(1, 10).mapToObj(Integer::toString).toList();
        }
        return List.of();
    }

    /// Sets a field to a code of its list, or to a word where it has none.
    static void set(Order order, String field, String code) {
        if (field.equals(OrderField.METHOD.name())) {
            order.with(OrderField.METHOD, of(Code.Method.class, code));
        } else if (field.equals(OrderField.STRUCTURE.name())) {
            order.with(OrderField.STRUCTURE, of(Code.Structure.class, code));
        } else if (field.equals(OrderField.AGE.name())) {
            order.with(OrderField.AGE, of(Code.AgeBand.class, code));
        } else if (field.equals(OrderField.SEX.name())) {
            order.with(OrderField.SEX, of(Code.Sex.class, code));
        } else if (field.equals(OrderField.ETHNICITY.name())) {
            order.with(OrderField.ETHNICITY, of(Code.Ethnicity.class, code));
        } else if (field.equals(OrderField.DEPRIVATION.name())) {
            order.with(OrderField.DEPRIVATION, Integer.parseInt(code, 10));
        } else if (field.equals(OrderField.REGION.name())) {
            order.with(OrderField.REGION, code);
        } else if (field.equals(OrderField.INDICATION.name())) {
            order.with(OrderField.INDICATION, code);
        } else {
            throw new IllegalStateException("The form has been checked to have no other field.");
        }
    }

    /// The constant of a code.
    static <E extends Enum<E> & Code> E of(Class<E> list, String code) {
        for (E one : list.getEnumConstants()) {
            if (one.code().equals(code)) {
                return one;
            }
        }
        throw new IllegalStateException("It has been checked that only codes are given.");
    }

    private static List<String> codes(Code[] list) {
        return Arrays.stream(list).map(Code::code).toList();
    }
}
