package org.opengms.infrastructure;

import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// A declaration as JSON or YAML: the components of [Declaration] by name, unknown fields refused.
public final class DeclarationFile {
    private static final DataFile<Declaration> FORM =
            new DataFile<>(
                    Declaration.class, "a declaration", "OGMS-6510", UnaryOperator.identity());

    private DeclarationFile() {}

    /// Reads a declaration.
    ///
    /// @param in not closed
    /// @param name what to call it in messages; one that ends in `.yaml` or `.yml` is read as YAML
    /// @throws IllegalArgumentException if it is none; names the field and the reason
    public static Declaration read(InputStream in, String name) {
        return FORM.read(in, name);
    }
}
