-- Every step of every project that uses data for research. Appended, never changed.
create table project_event (
    project uuid        not null,
    number  int         not null,
    at      timestamptz not null,
    account text        not null,
    step    jsonb       not null,
    primary key (project, number)
);
create trigger append_only before update or delete on project_event
    for each row execute function refuse_change();

-- Each project as its steps have made it, for lists. Whether it has run out depends on the day and
-- is asked of `until`.
create table project (
    id                 uuid        primary key,
    number             bigint      generated always as identity unique,
    steps              int         not null,
    stage              text        not null,
    title              text        not null,
    institution        text        not null,
    lead               text        not null,
    team               text[]      not null,
    until              date,
    submitted_at       timestamptz,
    decided_at         timestamptz,
    published_at       timestamptz,
    turnaround_seconds bigint,
    open_questions     int         not null,
    renewal            boolean     not null,
    last_at            timestamptz not null
);
create index project_team on project using gin (team);
-- One for each list of the committee, with exactly its condition.
create index project_waiting on project (submitted_at, id)
    where stage in ('SUBMITTED', 'REVIEW', 'APPEAL') or renewal;
create index project_with_applicant on project (submitted_at, id) where stage = 'QUESTIONS';
create index project_approved on project (submitted_at, id)
    where stage in ('APPROVED', 'RUNNING', 'SUSPENDED');
create index project_over on project (submitted_at desc, id)
    where stage in ('REFUSED', 'WITHDRAWN', 'NEVER_ALLOWED', 'CLOSED') and submitted_at is not null;
create index project_running on project (until, id) where stage = 'RUNNING';
create index project_published on project (published_at desc, id) where published_at is not null;
create index project_decided on project (decided_at) where decided_at is not null;

-- Steps that were refused, with the reason that was told.
create table project_refusal (
    seq     bigint      generated always as identity primary key,
    project uuid        not null,
    account text        not null,
    step    text        not null,
    reason  text        not null,
    at      timestamptz not null
);
create index project_refusal_of on project_refusal (project, seq);
create trigger append_only before update or delete on project_refusal
    for each row execute function refuse_change();

-- For which project data was read.
alter table access_log add column project uuid;
create index access_log_project on access_log (project, person_id) where project is not null and permitted;

-- How many people's data a project had used when it was told; never changed afterwards.
create table project_use_day (
    day     date  not null,
    project uuid  not null,
    figures jsonb not null,
    primary key (day, project)
);
create trigger append_only before update or delete on project_use_day
    for each row execute function refuse_change();

-- In which order members came into the cohort.
alter table cohort_member add column seq bigint generated always as identity;
create index cohort_member_seq on cohort_member (seq);
