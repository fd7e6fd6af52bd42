package org.opengms.interpretation;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON with fixed order, indentation and line ends, so that equal content has equal bytes.
final class JsonText {
    private JsonText() {}

    static byte[] pretty(JsonNode node) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        String text = JsonMapper.shared().writer().with(printer).writeValueAsString(node);
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
