package org.opengms.server.persistence;

/// Who refused uses beyond their care: opted out nationally and did not take it back, or withdrew
/// wholly and did not agree to research again.
final class Refusals {
    private Refusals() {}

    /// A condition in SQL.
    ///
    /// @param person the column with the person's id
    static String of(String person) {
        return """
        coalesce((select c.answer from consent_statement c
            where c.person_id = $person and c.kind = 'NATIONAL_OPT_OUT'
            order by c.seq desc limit 1), false)
            or exists (select 1 from consent_statement c
                where c.person_id = $person and c.kind = 'FULL_WITHDRAWAL'
                    and not exists (select 1 from consent_statement later
                        where later.person_id = c.person_id and later.seq > c.seq
                            and later.kind in ('DISCUSSION', 'RESEARCH')
                            and later.research = 'AGREED'))\
        """
                .replace("$person", person);
    }
}
