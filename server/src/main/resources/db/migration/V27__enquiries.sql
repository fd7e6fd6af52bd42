-- Questions of organisations about the data resource. No person stands in them.
create table enquiry (
    id           uuid        primary key,
    number       text        not null unique,
    at           timestamptz not null,
    organisation text        not null,
    kind         text        not null,
    wanted       text        not null,
    benefit      text        not null
);
create index enquiry_at on enquiry (at);
create trigger append_only before update or delete on enquiry
    for each row execute function refuse_change();

-- How whoever asked is reached: apart from the rest, since it is forgotten when it is not needed.
create table enquiry_contact (
    enquiry uuid primary key references enquiry,
    email   text not null
);

-- What was done about them, in order; the last row says how far they have come.
create table enquiry_step (
    enquiry   uuid        not null references enquiry,
    number    int         not null,
    stage     text        not null,
    -- why it came to nothing
    reason    text,
    -- what was said, or the project's or contract's number
    words     text        not null,
    at        timestamptz not null,
    by        text        not null,
    primary key (enquiry, number)
);
create trigger append_only before update or delete on enquiry_step
    for each row execute function refuse_change();

-- The queue of what is done once a day.
create table daily_tasks (
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
create index daily_tasks_execution_time on daily_tasks (execution_time);
create index daily_tasks_last_heartbeat on daily_tasks (last_heartbeat);
create index daily_tasks_priority on daily_tasks (priority desc, execution_time asc);
