package org.opengms.maturity;

/// What is counted of a site's orders. `docs/spec/digital-maturity.md` has the definitions; the
/// words here are what the pages say of them.
public enum Measure {
    /// Orders that came as a message or by the order form.
    ELECTRONIC(
            "electronic",
            "Orders that came electronically",
            "Of all orders, those that came as a FHIR or HL7 v2 message or by the order form, and not on paper."),
    /// Orders that were whole when they were first sent.
    COMPLETE(
            "complete",
            "Complete when first sent",
            "Of all orders, those that were accepted without an earlier refusal, lacked no mandatory item, and were not asked back."),
    /// Orders for whole genome sequencing whose record of discussion came with them.
    DISCUSSION(
            "discussion",
            "Record of discussion with the order",
            "Of the orders for whole genome sequencing, those whose record of discussion came with them."),
    /// Orders whose samples were scanned at the site.
    SAMPLE(
            "sample",
            "Sample scanned at the site",
            "Of the orders with a sample at hand, those that named the label on every tube and did not come on paper."),
    /// Reports that the ordering site opened.
    OPENED(
            "opened",
            "Report opened by the site",
            "Of the signed reports, those that the ordering site's people or system opened in time.");

    private final String code;
    private final String title;
    private final String words;

    Measure(String code, String title, String words) {
        this.code = code;
        this.title = title;
        this.words = words;
    }

    /// As files and addresses name it.
    public String code() {
        return code;
    }

    /// In a few words.
    public String title() {
        return title;
    }

    /// What is counted, in one sentence.
    public String words() {
        return words;
    }
}
