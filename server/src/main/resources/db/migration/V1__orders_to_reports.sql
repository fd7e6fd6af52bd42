-- The records of the service. Histories are append-only: a trigger refuses to change or delete them.

create table person (
    id           uuid primary key,
    nhs_number   char(10) unique,
    family_name  text        not null,
    given_name   text        not null,
    birth_date   date,
    sex          text        not null,
    postcode     text        not null,
    created_at   timestamptz not null default now()
);

create sequence order_number;

create table test_order (
    id              uuid primary key,
    number          text        not null unique,
    person_id       uuid        not null references person,
    ordering_site   text,
    submitted_by    text        not null,
    requester_name  text        not null,
    indication_code text,
    indication_name text        not null,
    priority        text        not null,
    authored_on     date        not null,
    received_at     timestamptz not null,
    home_laboratory text        not null,
    -- where the work is done, and by which method; null method while a person must still decide
    laboratory      text        not null,
    method          text,
    test_code       text,
    -- the whole routing decision, to be explained and replayed
    route           jsonb       not null,
    state           text        not null,
    due_on          date,
    phenotypes      jsonb       not null,
    findings        jsonb       not null default '[]',
    version         int         not null,
    reported_at     timestamptz
);
create index test_order_person on test_order (person_id);
create index test_order_site on test_order (ordering_site, received_at desc);
create index test_order_load on test_order (laboratory, method)
    where state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'AWAITING_SIGNATURE');
create index test_order_open on test_order (person_id, indication_code)
    where state not in ('REPORTED', 'OUTCOME_RECORDED', 'CANCELLED');

create table lab_task (
    id              uuid primary key,
    order_id        uuid        not null references test_order,
    code            text        not null,
    step            int         not null,
    status          text        not null,
    status_reason   text,
    business_status text,
    owner           text        not null,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    version         int         not null
);
create index lab_task_order on lab_task (order_id, step, created_at);
create index lab_task_owner on lab_task (owner, status);

create table order_event (
    id           bigint generated always as identity primary key,
    order_id     uuid        not null references test_order,
    at           timestamptz not null,
    who          text        not null,
    organisation text        not null,
    what         text        not null
);
create index order_event_order on order_event (order_id, id);

create table consent_event (
    id           bigint generated always as identity primary key,
    person_id    uuid        not null references person,
    at           timestamptz not null,
    state        text        not null,
    test_agreed  boolean,
    research     text        not null,
    taken_on     date,
    evidence     text        not null
);
create index consent_event_person on consent_event (person_id, id desc);

create table sequencing_file (
    id          uuid primary key,
    order_id    uuid        not null references test_order,
    path        text        not null,
    sha256      char(64)    not null,
    size_bytes  bigint      not null,
    received_at timestamptz not null,
    seq         bigint generated always as identity
);
create index sequencing_file_order on sequencing_file (order_id, seq desc);

create table analysis (
    order_id      uuid        not null references test_order,
    version       int         not null,
    file_id       uuid        not null references sequencing_file,
    folder        text        not null,
    variants_read bigint      not null,
    knowledge     jsonb       not null,
    warnings      jsonb       not null,
    variants      jsonb       not null,
    finished_at   timestamptz not null,
    primary key (order_id, version)
);

create table report (
    id               uuid        not null,
    version          int         not null,
    order_id         uuid        not null references test_order,
    status           text        not null,
    kind             text        not null,
    conclusion       text        not null,
    variants         jsonb       not null,
    analysis_version int,
    issued_at        timestamptz not null,
    signed_by        text,
    seq              bigint generated always as identity,
    primary key (id, version),
    check ((status = 'FINAL') = (signed_by is not null))
);
create index report_order on report (order_id, seq desc);

create table outcome (
    id               bigint generated always as identity primary key,
    report_id        uuid        not null,
    case_solved      text        not null,
    actionability    text        not null,
    clinical_utility jsonb       not null,
    recorded_by      text        not null,
    at               timestamptz not null
);
create index outcome_report on outcome (report_id, id desc);

create table cohort_member (
    person_id uuid primary key references person,
    order_id  uuid        not null references test_order,
    added_at  timestamptz not null
);

create table access_log (
    id           bigint generated always as identity primary key,
    at           timestamptz not null default clock_timestamp(),
    actor        text        not null,
    organisation text        not null,
    roles        text        not null,
    purpose      text        not null,
    person_id    uuid        not null,
    data_class   text        not null,
    resource     text        not null,
    channel      text        not null,
    permitted    boolean     not null,
    reason       text        not null
);
create index access_log_person on access_log (person_id, id);

-- FHIR resources exactly as received, or as shown to others: every version is kept.
create table resource_version (
    type         text        not null,
    id           text        not null,
    version      int         not null,
    last_updated timestamptz not null,
    recorded_by  text        not null,
    body         text        not null,
    primary key (type, id, version)
);

-- The newest version of each, with what it can be searched by.
create table resource_current (
    type         text        not null,
    id           text        not null,
    version      int         not null,
    last_updated timestamptz not null,
    person_id    uuid,
    order_id     uuid,
    owner        text,
    requester    text,
    status       text        not null,
    codes        text[]      not null,
    identifiers  text[]      not null,
    primary key (type, id)
);
create index resource_current_owner on resource_current (type, owner, status, last_updated);
create index resource_current_order on resource_current (order_id, type);
create index resource_current_person on resource_current (person_id, type);
create index resource_current_identifiers on resource_current using gin (identifiers);

-- A submission that is sent again under the same request id gets the first answer again.
create table submission (
    request_id   text        not null,
    actor        text        not null,
    body_sha256  char(64)    not null,
    status       int         not null,
    response     text        not null,
    at           timestamptz not null default now(),
    primary key (request_id, actor)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'OGMS-4001 % is append-only: add a new row instead', tg_table_name;
end $$;

create trigger append_only before update or delete on order_event
    for each row execute function refuse_change();
create trigger append_only before update or delete on consent_event
    for each row execute function refuse_change();
create trigger append_only before update or delete on analysis
    for each row execute function refuse_change();
create trigger append_only before update or delete on report
    for each row execute function refuse_change();
create trigger append_only before update or delete on outcome
    for each row execute function refuse_change();
create trigger append_only before update or delete on access_log
    for each row execute function refuse_change();
create trigger append_only before update or delete on resource_version
    for each row execute function refuse_change();
create trigger append_only before update or delete on sequencing_file
    for each row execute function refuse_change();

-- The queue of jobs (db-scheduler 16), which a killed server leaves intact.
create table scheduled_tasks (
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
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
