-- What happened to a person's data and is not yet in the transparency log, in the order in which it
-- was written down. A row leaves with the transaction that notes its place in the log.
create table log_outbox (
    seq       bigint generated always as identity primary key,
    id        uuid        not null unique,
    person_id uuid        not null,
    at        timestamptz not null,
    record    text        not null
);

-- What is in the log. It follows from the log: rows that are lost come back from it.
create table log_entry (
    log_index bigint      primary key,
    label     bytea       not null,
    sequence  bigint      not null,
    -- null if the record was erased before the row was written
    record_id uuid        unique,
    logged_at timestamptz not null default clock_timestamp(),
    -- the log could not be written when it happened
    late      boolean     not null,
    unique (label, sequence)
);
create index log_entry_late on log_entry (record_id) where late;

-- Which log this database belongs to.
create table log_identity (
    only_one boolean primary key default true check (only_one),
    origin   text not null,
    key      text not null
);

-- What was found to be wrong between database and log, for people to look at.
create table log_finding (
    id    bigint generated always as identity primary key,
    at    timestamptz not null default clock_timestamp(),
    words text        not null
);
create trigger append_only before update or delete on log_finding
    for each row execute function refuse_change();

-- The record of a reading, and whether it waited outside the database because the database took
-- nothing.
alter table access_log
    add column record_id uuid unique,
    add column standby   boolean not null default false;
create index access_log_standby on access_log (id) where standby;
