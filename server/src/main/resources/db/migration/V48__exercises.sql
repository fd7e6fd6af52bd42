-- What people attempted in the training service: begun, checked with something missing, passed.
create table exercise_step (
    account   text        not null,
    exercise  text        not null,
    number    int         not null check (number > 0),
    at        timestamptz not null,
    kind      text        not null check (kind in ('BEGUN', 'MISSED', 'PASSED')),
    -- of the exercises by which it was judged
    version   text        not null,
    -- under which a pass is told to others
    statement uuid        unique,
    missing   text[]      not null default '{}',
    primary key (account, exercise, number),
    check ((kind = 'PASSED') = (statement is not null)),
    check ((kind = 'MISSED') = (cardinality(missing) > 0))
);
create trigger append_only before update or delete on exercise_step
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on exercise_step
    for each statement execute function refuse_change();

-- Pages that were read in the training service, for exercises in which nothing is changed. Elsewhere
-- nothing is kept here.
create table exercise_visit (
    id      bigint      generated always as identity primary key,
    account text        not null,
    place   text        not null,
    at      timestamptz not null
);
create index exercise_visit_of on exercise_visit (account, at);
create trigger append_only before update or delete on exercise_visit
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on exercise_visit
    for each statement execute function refuse_change();
