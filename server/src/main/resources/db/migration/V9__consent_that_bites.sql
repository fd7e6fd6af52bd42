-- Everything that is said about what may be done with a person's data. What is in force is computed
-- from this history whenever it is asked for; no column keeps it.
create table consent_statement (
    seq          bigint generated always as identity primary key,
    id           uuid        not null unique,
    person_id    uuid        not null references person,
    kind         text        not null,
    -- of a record of discussion
    state        text,
    test_agreed  boolean,
    -- the choice about research
    research     text,
    -- uses that are refused or withdrawn from
    uses         text[]      not null default '{}',
    -- the answer to a question with two answers
    answer       boolean,
    -- the day that it speaks of: of a discussion, to ask again, of death
    day          date,
    said_by      text,
    evidence     text        not null,
    said_on      date        not null,
    recorded_at  timestamptz not null,
    recorded_by  text        not null
);
create index consent_statement_person on consent_statement (person_id, seq);
create trigger append_only before update or delete on consent_statement
    for each row execute function refuse_change();

insert into consent_statement (id, person_id, kind, state, test_agreed, research, day, evidence,
        said_on, recorded_at, recorded_by)
    select gen_random_uuid(), person_id, 'DISCUSSION', state, test_agreed, research, taken_on,
        evidence,
        least(coalesce(taken_on, cast(at at time zone 'Europe/London' as date)),
            cast(at at time zone 'Europe/London' as date)),
        at, 'before statements named who recorded them'
    from consent_event order by id;
-- Its rows have all become statements, with the same words and times.
drop table consent_event;

-- What research knows a member of the cohort by. Membership allows nothing by itself.
alter table cohort_member add column participant uuid not null unique default gen_random_uuid();

-- A reading for which the actor gave a justification, and what its review came to.
alter table access_log
    add column justification text,
    add column justified_by  text;
create index access_log_justified on access_log (id) where justification is not null;
create table access_review (
    access_id    bigint      primary key references access_log,
    outcome      text        not null,
    words        text        not null,
    reviewed_by  text        not null,
    organisation text        not null,
    at           timestamptz not null default clock_timestamp()
);
create trigger append_only before update or delete on access_review
    for each row execute function refuse_change();
