package org.opengms.orders;

/// What a laboratory is asked to do: the ten codes of
/// `https://fhir.nhs.uk/CodeSystem/task-code-genomics`, in the order of the work.
public enum TaskCode {
    PROCESS_GENOMIC_TEST_REQUEST(1, "process-genomic-test-request", "Process genomic test request"),
    REQUEST_SAMPLE_ALIGNMENT(2, "request-sample-alignment", "Align request and sample"),
    SAMPLE_PREPARATION(3, "sample-preparation", "Prepare sample"),
    SAMPLE_PROCESSING(4, "sample-processing", "Process sample"),
    GENETIC_GENOMIC_DATA_PROCESSING(
            5, "genetic-genomic-data-processing", "Process genetic or genomic data"),
    INTERPRETATION(6, "interpretation", "Interpret"),
    PRODUCE_INTERIM_REPORT(7, "produce-interim-report", "Produce interim report"),
    GENOMIC_MDT(8, "genomic-mdt", "Genomic multidisciplinary team"),
    PRODUCE_FINAL_REPORT(9, "produce-final-report", "Produce final report"),
    DISTRIBUTE_REPORT(10, "distribute-report", "Distribute report");

    private final int step;
    private final String code;
    private final String words;

    TaskCode(int step, String code, String words) {
        this.step = step;
        this.code = code;
        this.words = words;
    }

    /// The place in the order of the work, from 1.
    public int step() {
        return step;
    }

    /// The code in FHIR.
    public String code() {
        return code;
    }

    /// The task for people.
    public String words() {
        return words;
    }
}
