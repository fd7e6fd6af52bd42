package org.opengms.planning.routing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// One line of the append-only file of decisions: JSON with the components in their order, so that
/// the same record always gives the same bytes. Each line carries the SHA-256 of itself as it is
/// with an empty sum.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DecisionRecord.class, name = "decision"),
    @JsonSubTypes.Type(value = OverrideRecord.class, name = "override")
})
public sealed interface RoutingRecord permits DecisionRecord, OverrideRecord {
    /// The form of lines that this version writes and replays. It changes with the form and with
    /// anything that would decide the same inputs otherwise.
    int FORMAT = 1;

    /// The form of its line.
    int format();

    /// The id of the request.
    String request();

    /// In hexadecimal, of the line with an empty sum.
    String sha256();

    /// The record without its sum.
    RoutingRecord withoutSum();

    /// The line, without a line feed.
    default String line() {
        return Lines.FILE.line(this);
    }

    /// The sum that the record should have.
    default String expectedSum() {
        return sum(withoutSum());
    }

    /// Reads a line.
    ///
    /// @param name what to call it in messages
    /// @throws IllegalArgumentException if it does not hold a record
    static RoutingRecord parse(String line, String name) {
        return Lines.FILE.parse(line, name);
    }

    /// The sum of a record that has none yet.
    static String sum(RoutingRecord bare) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(bare.line().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The reader and writer of lines.
    final class Lines {
        static final DataFile<RoutingRecord> FILE =
                new DataFile<>(
                        RoutingRecord.class,
                        "a record of routing",
                        "OGMS-6230",
                        UnaryOperator.identity());

        private Lines() {}
    }
}
