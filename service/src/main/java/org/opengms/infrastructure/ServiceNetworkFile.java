package org.opengms.infrastructure;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// The service network as a JSON file: the components of [ServiceNetwork] by name, ODS codes as
/// text.
public final class ServiceNetworkFile {
    private static final DataFile<ServiceNetwork> FORM =
            new DataFile<>(
                    ServiceNetwork.class,
                    "a service network",
                    "OGMS-2110",
                    UnaryOperator.identity());

    private ServiceNetworkFile() {}

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException if it is no service network; names the file, the field and
    ///   the reason
    /// @throws java.io.UncheckedIOException if it cannot be read
    public static ServiceNetwork read(Path file) {
        return FORM.read(file);
    }

    /// Reads a stream.
    ///
    /// @param in not closed
    /// @param name what to call it in messages
    /// @throws IllegalArgumentException as for a file
    public static ServiceNetwork read(InputStream in, String name) {
        return FORM.read(in, name);
    }

    /// Writes a file; the same network always gives the same bytes.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public static void write(ServiceNetwork network, Path file) {
        FORM.write(network, file);
    }

    /// The network as JSON text.
    public static String text(ServiceNetwork network) {
        return FORM.text(network);
    }
}
