-- Everything that happened under every contract, in order. Appended, never changed; what it moved
-- stands in the books, written in the same transaction.
create table contract_step (
    contract text        not null,
    number   int         not null,
    at       timestamptz not null,
    by       text        not null,
    step     jsonb       not null,
    primary key (contract, number)
);
create trigger append_only before update or delete on contract_step
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on contract_step
    for each statement execute function refuse_change();

-- What was asked for under a contract and refused, with the reason that was told.
create table contract_refusal (
    seq      bigint      generated always as identity primary key,
    contract text        not null,
    by       text        not null,
    what     text        not null,
    reason   text        not null,
    at       timestamptz not null
);
create trigger append_only before update or delete on contract_refusal
    for each row execute function refuse_change();

-- Rules of earmarks, what was spent, what came of it, in order.
create table fund_step (
    number int         primary key,
    at     timestamptz not null,
    by     text        not null,
    step   jsonb       not null
);
create trigger append_only before update or delete on fund_step
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on fund_step
    for each statement execute function refuse_change();

-- Use that was metered elsewhere, as finance staff took it over. Counts of a trust; no person
-- stands in it.
create table imported_use (
    seq      bigint      generated always as identity primary key,
    project  text        not null,
    first    date        not null,
    last     date        not null,
    unit     text        not null,
    trust    text        not null,
    units    bigint      not null,
    people   bigint      not null,
    evidence text        not null,
    by       text        not null,
    at       timestamptz not null,
    check (first <= last and units >= 0 and people >= 0)
);
create index imported_use_project on imported_use (project, first, unit, trust);
create trigger append_only before update or delete on imported_use
    for each row execute function refuse_change();
