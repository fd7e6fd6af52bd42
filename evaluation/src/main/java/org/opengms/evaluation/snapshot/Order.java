package org.opengms.evaluation.snapshot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One order of one proband, while a snapshot is made. What is not said is [not
/// recorded][Missing#NOT_RECORDED].
///
/// ```java
/// new Order("o17")
///     .with(OrderField.METHOD, Method.WGS)
///     .without(OrderField.ETHNICITY, Missing.NOT_LINKED);
/// ```
public final class Order {
    private final @Nullable String[] written = new @Nullable String[OrderField.all().size()];

    /// @param number a pseudonym that means nothing elsewhere
    public Order(String number) {
        Arrays.fill(written, Missing.NOT_RECORDED.code());
        with(OrderField.NUMBER, number);
    }

    /// Sets a value.
    public <T> Order with(OrderField<T> field, T value) {
        written[field.index()] = field.text(value);
        return this;
    }

    /// Sets why there is no value.
    public Order without(OrderField<?> field, Missing reason) {
        written[field.index()] = reason.code();
        return this;
    }

    String text(int index) {
        String text = written[index];
        return text == null ? Missing.NOT_RECORDED.code() : text;
    }
}
