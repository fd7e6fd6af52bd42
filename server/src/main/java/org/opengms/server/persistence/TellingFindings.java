package org.opengms.server.persistence;

/// What counts as an error in an order, for an exercise and for the rate of errors alike: a finding
/// of grade error or warning. Relatives that cannot be tested are nobody's mistake.
final class TellingFindings {
    /// SQL: how many such findings an order has whose row is `o`.
    static final String COUNT =
            """
            (select count(*) from jsonb_array_elements(o.findings) f
                where f ->> 'grade' in ('ERROR', 'WARNING')
                    and f ->> 'kind' <> 'FAMILY_INCOMPLETE')\
            """;

    private TellingFindings() {}
}
