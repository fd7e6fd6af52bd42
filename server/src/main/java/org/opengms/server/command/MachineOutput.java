package org.opengms.server.command;

import java.io.PrintWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What commands print with `--json`.
final class MachineOutput {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private MachineOutput() {}

    /// Prints a result as one object.
    static void print(PrintWriter out, Object result) {
        out.println(JSON.writeValueAsString(result));
        out.flush();
    }
}
