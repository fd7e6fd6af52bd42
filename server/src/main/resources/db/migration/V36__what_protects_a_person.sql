-- Who may act for a person, and every step since: agreed to, stopped. What is in force is computed
-- whenever it is asked for, from this, the person's age and what was said of them.
create table proxy (
    seq          bigint      generated always as identity primary key,
    id           uuid        not null unique,
    person_id    uuid        not null references person,
    -- the NHS number that is vouched for when the proxy signs in
    holder       text        not null,
    name         text        not null,
    kind         text        not null,
    evidence     text        not null,
    until        date        not null,
    recorded_by  text        not null,
    recorded_at  timestamptz not null
);
create index proxy_person on proxy (person_id, seq);
create index proxy_holder on proxy (holder, seq);
create trigger append_only before update or delete on proxy
    for each row execute function refuse_change();
create table proxy_step (
    seq          bigint      generated always as identity primary key,
    proxy_id     uuid        not null references proxy (id),
    kind         text        not null,
    -- who agreed, or why it was stopped
    what         text        not null,
    scopes       text[]      not null default '{}',
    agreed_on    date,
    words        text        not null,
    recorded_by  text        not null,
    recorded_at  timestamptz not null
);
create index proxy_step_proxy on proxy_step (proxy_id, seq);
create trigger append_only before update or delete on proxy_step
    for each row execute function refuse_change();

-- As which proxy of the person somebody read.
alter table access_log add column proxy text;

-- What is not shown to a person or to those who act for them. It ends on the day of its review
-- unless a step renewed it.
create table withholding (
    seq          bigint      generated always as identity primary key,
    id           uuid        not null unique,
    person_id    uuid        not null references person,
    held_kind    text        not null,
    held_id      uuid        not null,
    audience     text        not null,
    reason       text        not null,
    words        text        not null,
    opinion_by   text,
    opinion_on   date,
    review_on    date        not null,
    recorded_by  text        not null,
    recorded_at  timestamptz not null
);
create index withholding_person on withholding (person_id, seq);
create trigger append_only before update or delete on withholding
    for each row execute function refuse_change();
create table withholding_step (
    seq             bigint      generated always as identity primary key,
    withholding_id  uuid        not null references withholding (id),
    -- absent where it was lifted
    review_on       date,
    opinion_by      text,
    opinion_on      date,
    words           text        not null,
    recorded_by     text        not null,
    recorded_at     timestamptz not null
);
create index withholding_step_withholding on withholding_step (withholding_id, seq);
create trigger append_only before update or delete on withholding_step
    for each row execute function refuse_change();

-- Whose address is protected: the newest row says. PDS marks it by Patient.meta.security R.
create table address_protection (
    seq          bigint      generated always as identity primary key,
    person_id    uuid        not null references person,
    shown        text        not null,
    words        text        not null,
    recorded_by  text        not null,
    recorded_at  timestamptz not null
);
create index address_protection_person on address_protection (person_id, seq desc);
create trigger append_only before update or delete on address_protection
    for each row execute function refuse_change();
-- Those whose kept Patient resources were marked before this table was there.
insert into address_protection (person_id, shown, words, recorded_by, recorded_at)
    select distinct c.person_id, 'NOTHING', 'Marked as restricted in what was sent.', 'service', now()
    from resource_current c
    join resource_version v on v.type = c.type and v.id = c.id and v.version = c.version
    where c.type = 'Patient' and c.person_id is not null
        and jsonb_path_exists(cast(v.body as jsonb), '$.meta.security[*].code ? (@ == "R" || @ == "V")');
