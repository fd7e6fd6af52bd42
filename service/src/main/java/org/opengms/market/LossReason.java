package org.opengms.market;

/// Why an enquiry came to nothing. The list is what a service can learn from: each stands for
/// something that it could do otherwise, or that it chose not to do.
public enum LossReason {
    /// What was wanted is not held, or of too few people.
    NOT_HELD("we do not hold what was wanted"),

    /// People have not agreed to such a use.
    NOT_CONSENTED("people have not agreed to such a use"),

    /// The use is refused whoever asks: insurance, marketing, employment, policing.
    NEVER_ALLOWED("such a use is never allowed"),

    /// No benefit for the public was shown.
    NO_PUBLIC_BENEFIT("no benefit for the public was shown"),

    /// The committee refused the application.
    REFUSED_BY_COMMITTEE("the access committee refused"),

    /// The price.
    PRICE("the price"),

    /// Terms other than the price, such as exclusive use.
    TERMS("other terms"),

    /// We took too long.
    TOO_SLOW("we took too long"),

    /// Data must stay in the service's own environment.
    ENVIRONMENT("the data must stay in our environment"),

    /// They went elsewhere, or gave the plan up.
    WENT_ELSEWHERE("they went elsewhere or gave the plan up"),

    /// They did not answer any more.
    NO_ANSWER("they did not answer any more");

    private final String words;

    LossReason(String words) {
        this.words = words;
    }

    /// For people to read.
    public String words() {
        return words;
    }
}
