package org.opengms.evaluation.imports;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.opengms.evaluation.snapshot.Code;
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

    private static List<String> codes(Code[] list) {
        return Arrays.stream(list).map(Code::code).toList();
    }
}
