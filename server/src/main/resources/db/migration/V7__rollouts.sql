-- Roll-outs that operators have planned or judged. Nothing of it is about a patient. A job changes until
-- it has ended, and is deleted when its operator no longer needs it.

create table rollout_job (
    id                 uuid        primary key,
    asked_by           text        not null,
    asked_name         text        not null,
    asked_organisation text        not null,
    asked_at           timestamptz not null,
    -- in short, for lists
    scenario           text        not null,
    catalogue          text        not null,
    budget_pence       bigint      not null,
    plans              int         not null,
    replications       int         not null,
    seed               bigint      not null,
    -- all of it, with the files that were sent
    question           text        not null,
    state              text        not null default 'WAITING'
        check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    cancel_wanted      boolean     not null default false,
    -- how often a server has begun since it last came on
    begun              int         not null default 0,
    begun_at           timestamptz,
    ended_at           timestamptz,
    step               text,
    plan               int,
    done               int,
    of                 int,
    held               int,
    -- the plan that was chosen, from which a restart goes on
    chosen             text,
    problem            text,
    -- opengms-rollout-result/1, to the byte
    result             text,
    check ((state in ('DONE', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
    check ((state = 'DONE') = (result is not null)),
    check ((state = 'FAILED') = (problem is not null))
);
create index rollout_job_asked on rollout_job (asked_at desc);

-- The queue of these jobs, apart from that of interpretations: no patient waits behind a plan.
create table rollout_tasks (
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
create index rollout_tasks_execution_time on rollout_tasks (execution_time);
create index rollout_tasks_last_heartbeat on rollout_tasks (last_heartbeat);
create index rollout_tasks_priority on rollout_tasks (priority desc, execution_time asc);
