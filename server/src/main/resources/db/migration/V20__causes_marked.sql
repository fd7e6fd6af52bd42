-- Which of the reported variants explain the disorder, as the signature marks it; null where a report
-- is not signed, lists no variants, or was signed before causes were marked.
alter table report
    add column cause       text check (cause in ('EXPLAINS', 'NONE', 'UNCERTAIN')),
    -- ranks of the variants that explain it
    add column cause_ranks int[] not null default '{}',
    add constraint cause_of_a_signature check (cause is null or status = 'FINAL'),
    add constraint ranks_of_a_cause check (coalesce(cause = 'EXPLAINS', false) = (cardinality(cause_ranks) > 0));
