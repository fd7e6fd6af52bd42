-- What digitising a site would return, as the simulation has it: wishes, and what became of them.
create table digitising_wish (
    id   bigint generated always as identity primary key,
    site text        not null,
    at   timestamptz not null
);
create index digitising_wish_site on digitising_wish (site, id desc);
create trigger append_only before update or delete on digitising_wish
    for each row execute function refuse_change();

create table digitising_answer (
    wish   bigint      primary key references digitising_wish,
    site   text        not null,
    at     timestamptz not null,
    -- what came out; absent where nothing could
    result jsonb,
    -- why nothing could
    problem text,
    check ((result is null) <> (problem is null))
);
create index digitising_answer_site on digitising_answer (site, wish desc);
create trigger append_only before update or delete on digitising_answer
    for each row execute function refuse_change();
