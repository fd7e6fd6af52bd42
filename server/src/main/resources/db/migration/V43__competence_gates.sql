-- What the gates before tasks decided where somebody did not plainly hold the competence. Staff
-- alone: nothing of a patient, an order or a report stands in it.
create table gate_decision (
    id           uuid        primary key,
    at           timestamptz not null,
    subject      text        not null,
    task         text        not null,
    competence   text        not null,
    organisation text        not null,
    mode         text        not null,
    outcome      text        not null,
    reason       text        not null,
    way          text        not null,
    urgency      text
);
create index gate_decision_lacking on gate_decision (organisation, at) where outcome <> 'SUPERVISED';
create index gate_decision_to_review on gate_decision (at) where outcome in ('OVERRIDDEN', 'UNCOVERED');
create trigger append_only before update or delete on gate_decision
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on gate_decision
    for each statement execute function refuse_change();

-- What a second person made of what was done without the competence.
create table gate_review (
    decision uuid        primary key references gate_decision (id),
    by       text        not null,
    verdict  text        not null,
    words    text        not null,
    at       timestamptz not null
);
create trigger append_only before update or delete on gate_review
    for each row execute function refuse_change();

-- In which mode the gates of a workplace run, from when on.
create table gate_mode (
    organisation text        not null,
    number       int         not null,
    mode         text        not null,
    by           text        not null,
    at           timestamptz not null,
    digest       text        not null,
    primary key (organisation, number)
);
create trigger append_only before update or delete on gate_mode
    for each row execute function refuse_change();
