-- Consultations that the operator has published beside those that come with the program.
create table consultation (
    id           text        primary key,
    content      text        not null,
    published_by text        not null,
    published_at timestamptz not null
);
create trigger append_only before update or delete on consultation
    for each row execute function refuse_change();

-- Answers to them. No address, no time of day, nobody's name: a day, a choice, and words that nobody
-- sees before a moderator.
create table consultation_response (
    consultation text             not null,
    number       text             not null,
    way          text             not null,
    option       text             not null,
    words        text,
    weight       double precision not null,
    answered_on  date             not null,
    primary key (consultation, number)
);
create trigger append_only before update or delete on consultation_response
    for each row execute function refuse_change();

-- What moderators decided about words; the newest row of an answer counts.
create table consultation_moderation (
    seq          bigint generated always as identity primary key,
    consultation text        not null,
    number       text        not null,
    -- the rule by which they are refused; null if they are published
    rule         int,
    moderated_by text        not null,
    at           timestamptz not null,
    foreign key (consultation, number) references consultation_response
);
create index consultation_moderation_of on consultation_moderation (consultation, number, seq desc);
create trigger append_only before update or delete on consultation_moderation
    for each row execute function refuse_change();

-- You said, we decided, because. A later row corrects those before.
create table consultation_decision (
    consultation text        not null,
    number       int         not null,
    you_said     text        not null,
    we_decided   text        not null,
    because      text        not null,
    decided_by   text        not null,
    decided_on   date        not null,
    changed_to   text,
    recorded_by  text        not null,
    recorded_at  timestamptz not null,
    primary key (consultation, number)
);
create trigger append_only before update or delete on consultation_decision
    for each row execute function refuse_change();

-- Waves of the survey of awareness and trust, in sums: what each person answered is not kept.
create table survey_wave (
    name        text        primary key,
    survey      text        not null,
    from_day    date        not null,
    to_day      date        not null,
    people      int         not null,
    digest      text        not null,
    sums        jsonb       not null,
    imported_by text        not null,
    imported_at timestamptz not null
);
create trigger append_only before update or delete on survey_wave
    for each row execute function refuse_change();
