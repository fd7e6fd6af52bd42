-- What approved projects used. Written in the transaction that permits the use; the books rest on it.
create table metered_use (
    -- of version 7: its time is that of the use
    id      uuid   primary key,
    project text   not null,
    kind    text   not null check (kind in ('QUERY', 'BATCH', 'FILE', 'OUTPUT')),
    subject text   not null,
    people  int    not null check (people >= 0),
    records bigint not null check (records >= people),
    queries int    not null check (queries >= 0),
    bytes   bigint not null check (bytes >= 0),
    -- in London
    day     date   not null
);
create index metered_use_day on metered_use (day, project);
create index metered_use_project on metered_use (project, day);
create trigger append_only before update or delete on metered_use
    for each row execute function refuse_change();

-- Analyses that projects have asked for. What they found are sets of participants: nothing but the
-- output gate reads it.
create table analysis_run (
    id                 uuid        primary key,
    project            text        not null,
    asked_by           text        not null,
    asked_name         text        not null,
    asked_organisation text        not null,
    asked_roles        text        not null,
    -- what the token reached; null for somebody on the pages of the service
    asked_scopes       text,
    analysis           jsonb       not null,
    asked_at           timestamptz not null,
    state              text        not null default 'WAITING'
        check (state in ('WAITING', 'RUNNING', 'DONE', 'STOPPED', 'CANCELLED', 'FAILED')),
    done               int         not null default 0,
    stop_wanted        boolean     not null default false,
    findings           bytea,
    check ((state = 'DONE') = (findings is not null))
);
create index analysis_run_project on analysis_run (project, asked_at desc);

create table analysis_run_event (
    seq    bigint generated always as identity primary key,
    run_id uuid        not null references analysis_run,
    at     timestamptz not null,
    words  text        not null
);
create index analysis_run_event_run on analysis_run_event (run_id, seq);
create trigger append_only before update or delete on analysis_run_event
    for each row execute function refuse_change();

-- The queue of these runs, apart from those of interpretations and of roll-outs.
create table environment_tasks (
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
create index environment_tasks_execution_time on environment_tasks (execution_time);
create index environment_tasks_last_heartbeat on environment_tasks (last_heartbeat);
create index environment_tasks_priority on environment_tasks (priority desc, execution_time asc);
