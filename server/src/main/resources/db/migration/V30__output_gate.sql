-- What projects want to let out of the controlled environment, with the bytes that were judged.
-- What became of it are events; how it stands is the newest that decides.
create table output_request (
    id        uuid        primary key,
    project   text        not null,
    title     text        not null,
    asked_by  text        not null,
    kind      text        not null,
    name      text        not null,
    runs      text[]      not null,
    context   jsonb       not null,
    findings  jsonb       not null,
    sha256    char(64)    not null,
    bytes     int         not null,
    -- empty where the rules refused a file: it may hold what must not lie about
    content   bytea       not null,
    asked_at  timestamptz not null default clock_timestamp()
);
create index output_request_project on output_request (project, id desc);
create trigger append_only before update or delete on output_request
    for each row execute function refuse_change();

create table output_event (
    request_id uuid        not null references output_request,
    number     int         not null,
    what       text        not null,
    at         timestamptz not null,
    by_whom    text        not null,
    words      text        not null,
    primary key (request_id, number)
);
create index output_event_closed on output_event (at)
    where what in ('RELEASED', 'REFUSED', 'WITHDRAWN', 'SUPERSEDED');
create trigger append_only before update or delete on output_event
    for each row execute function refuse_change();

-- Whose allele frequencies are released, in the order in which they were judged, without a gap.
create table output_frequency (
    position   int   primary key check (position >= 0),
    request_id uuid  not null unique references output_request deferrable initially deferred,
    people     bytea not null
);
create trigger append_only before update or delete on output_frequency
    for each row execute function refuse_change();
