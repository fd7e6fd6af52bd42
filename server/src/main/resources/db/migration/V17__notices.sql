-- Telling people that there is something to see.

-- How each person wants to be told; the newest row counts, none means a letter.
create table notice_channel (
    seq       bigint generated always as identity primary key,
    person_id uuid        not null references person,
    channel   text        not null,
    -- given for this; null where the address of the record is to be used
    address   text,
    chosen_at timestamptz not null,
    chosen_by text        not null
);
create index notice_channel_person on notice_channel (person_id, seq desc);
create trigger append_only before update or delete on notice_channel
    for each row execute function refuse_change();

-- What people are told, each cause once.
create table notice (
    id         uuid primary key,
    person_id  uuid        not null references person,
    kind       text        not null,
    cause      text        not null,
    changed_by text,
    queued_at  timestamptz not null,
    unique (person_id, kind, cause)
);
create trigger append_only before update or delete on notice
    for each row execute function refuse_change();

-- What became of each.
create table notice_step (
    seq       bigint generated always as identity primary key,
    notice_id uuid        not null references notice,
    at        timestamptz not null,
    step      text        not null,
    channel   text,
    detail    text
);
create index notice_step_notice on notice_step (notice_id, seq);
create index notice_step_at on notice_step (at) where step in ('SENT', 'ENDED');
create trigger append_only before update or delete on notice_step
    for each row execute function refuse_change();

-- Letters that wait to be printed; gone when they are. A batch is named before it is written, so
-- that a server that dies over it is followed by one that writes the same.
create table notice_to_print (
    notice_id uuid primary key references notice,
    batch     text
);
create sequence notice_batch_number;

-- Which uses for research each person has been told of.
create table notice_research_kind (
    person_id    uuid not null references person,
    purpose      text not null,
    organisation text not null,
    notice_id    uuid not null references notice,
    primary key (person_id, purpose, organisation)
);
create trigger append_only before update or delete on notice_research_kind
    for each row execute function refuse_change();
create index access_log_research on access_log (person_id, purpose, organisation)
    where permitted and purpose in ('RESEARCH', 'RESEARCH_BY_COMPANIES');

-- The queue of what is to be handed over.
create table notice_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index notice_tasks_execution_time on notice_tasks (execution_time);
create index notice_tasks_last_heartbeat on notice_tasks (last_heartbeat);
create index notice_tasks_priority on notice_tasks (priority desc, execution_time asc);
