package org.opengms.cases;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.opengms.orders.OrderId;

/// One interpretation of one sequencing file. A re-analysis is another version; none is
/// overwritten.
///
/// @param order the order it answers
/// @param version from 1
/// @param fileId the sequencing file read
/// @param folder where `result.json`, `result.tsv` and `report.html` lie
/// @param variantsRead how many records the file had
/// @param knowledge the sources of the reference bundle with their releases, one each
/// @param warnings what the reader must know, in plain words
/// @param variants the best candidates in rank order
/// @param finishedAt when it was complete
public record Analysis(
        OrderId order,
        int version,
        String fileId,
        Path folder,
        long variantsRead,
        List<String> knowledge,
        List<String> warnings,
        List<ReportedVariant> variants,
        Instant finishedAt) {
    public Analysis {
        knowledge = List.copyOf(knowledge);
        warnings = List.copyOf(warnings);
        variants = List.copyOf(variants);
    }
}
