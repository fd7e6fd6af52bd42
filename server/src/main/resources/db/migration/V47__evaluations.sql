-- Protocols as they were before anybody looked at data by them, and what evaluations came to. Files
-- lie in a folder for each evaluation; what stands here holds them to what was published.
create table evaluation_protocol (
    version       text        primary key,
    hash          char(64)    not null unique,
    protocol      text        not null,
    registered_at timestamptz not null default clock_timestamp()
);
create trigger append_only before update or delete on evaluation_protocol
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on evaluation_protocol
    for each statement execute function refuse_change();

create table evaluation (
    number           int         primary key check (number > 0),
    snapshot_name    text        not null unique,
    snapshot_day     date        not null,
    snapshot_hash    char(64)    not null,
    protocol_version text        not null references evaluation_protocol,
    -- of the report's list of files, which has the hash of each
    report_hash      char(64)    not null,
    folder           text        not null,
    -- C2SP signed note over number, snapshot, protocol and report
    seal             text        not null,
    record_id        uuid        not null unique,
    published_at     timestamptz not null
);
create trigger append_only before update or delete on evaluation
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on evaluation
    for each statement execute function refuse_change();

-- An operator asks for an evaluation out of turn; done by the first server that looks.
create table evaluation_request (
    id           bigint generated always as identity primary key,
    requested_by text        not null,
    requested_at timestamptz not null default clock_timestamp(),
    begun_at     timestamptz,
    ended_at     timestamptz,
    -- why there is no report, in words; null if there is one
    problem      text
);
