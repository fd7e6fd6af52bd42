-- What a decision about a test was made from, as far as outcomes are compared by it. Empty for
-- decisions that were kept before these columns; the record itself has it.
alter table routing_record
    add column family          text,
    add column negative_before text[];

-- Of a person's choice against a decision: the laboratory that had been recommended, and what guided
-- the choice. Empty for choices that were kept before, which have no record either.
alter table routing_record
    add column laboratory text,
    add column reason     text;
