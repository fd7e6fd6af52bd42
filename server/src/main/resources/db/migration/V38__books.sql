-- Whether the legs of a posting come to nil in every currency. A leg is at most 2^53 and a posting
-- has at most 500, so their sum fits.
create function ledger_balances(currencies text[], amounts bigint[]) returns boolean
    language plpgsql immutable as $$
declare
    amount bigint;
    total bigint := 0;
begin
    if currencies[1] <> any (currencies) then
        return not exists (select 1 from unnest(currencies, amounts) as leg (currency, amount)
            group by leg.currency having sum(leg.amount) <> 0);
    end if;
    foreach amount in array amounts loop
        total := total + amount;
    end loop;
    return total = 0;
end $$;

-- The books: what has happened to them, in order, whole postings in one row, so that no row can be
-- stored that does not balance. There are no stored balances that could drift from it.
create table ledger_event (
    seq         bigint      primary key,
    at          timestamptz not null,
    kind        text        not null,
    -- of the posting; none if the books are closed
    reference   text,
    -- the day the posting counts for, or the last closed day
    day         date,
    words       text,
    agreement   text,
    clause      text,
    evidence    text,
    accounts    text[],
    currencies  text[],
    amounts     bigint[],
    -- until when a reserved posting can be confirmed
    expires     timestamptz,
    -- what a reversal takes back
    reverses    text,
    check (case kind
        when 'CLOSED' then reference is null and day is not null and amounts is null
        when 'CONFIRMED' then reference is not null and amounts is null
        when 'VOIDED' then reference is not null and amounts is null
        when 'EXPIRED' then reference is not null and amounts is null
        when 'POSTED' then expires is null and reverses is null
        when 'RESERVED' then expires is not null and reverses is null
        when 'REVERSED' then expires is null and reverses is not null
        else false end),
    check (kind not in ('POSTED', 'RESERVED', 'REVERSED') or (reference is not null
        and day is not null and words is not null and agreement is not null and clause is not null
        and evidence is not null and cardinality(amounts) between 2 and 500
        and cardinality(accounts) = cardinality(amounts)
        and cardinality(currencies) = cardinality(amounts)
        and array_position(amounts, null) is null and array_position(currencies, null) is null
        and array_position(accounts, null) is null
        and ledger_balances(currencies, amounts)))
);
-- A reference is booked once, a reservation ends once, and a posting is taken back once.
create unique index ledger_event_booked on ledger_event (reference) where amounts is not null;
create unique index ledger_event_settled on ledger_event (reference)
    where amounts is null and reference is not null;
create unique index ledger_event_taken_back on ledger_event (reverses) where reverses is not null;
create index ledger_event_closed on ledger_event (seq) where kind = 'CLOSED';
create trigger append_only before update or delete on ledger_event
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on ledger_event
    for each statement execute function refuse_change();
