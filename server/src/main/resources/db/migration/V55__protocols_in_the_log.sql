-- What the transparency log is told of protocols: that one was registered, or that the service was
-- started with another under the version of one that is registered.
create table evaluation_protocol_record (
    record_id   uuid        primary key,
    version     text        not null references evaluation_protocol,
    hash        char(64)    not null,
    protocol    text        not null,
    recorded_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
    unique (version, hash)
);
create trigger append_only before update or delete on evaluation_protocol_record
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on evaluation_protocol_record
    for each statement execute function refuse_change();
