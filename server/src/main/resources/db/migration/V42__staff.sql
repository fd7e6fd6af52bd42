-- Everything that is known of members of staff, in the order in which it was recorded. Appended,
-- never changed. One row is one step of one person; whoever adds one holds the lock of the table's
-- order, so that a higher number was always committed later.
create table staff_step (
    seq          bigint      generated always as identity primary key,
    subject      text        not null,
    number       int         not null,
    kind         text        not null,
    organisation text,
    at           timestamptz not null,
    by           text        not null,
    step         jsonb       not null,
    unique (subject, number)
);
create index staff_step_at on staff_step (organisation, subject, seq) where organisation is not null;
create trigger append_only before update or delete on staff_step
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on staff_step
    for each statement execute function refuse_change();

-- What was taken from other systems, by the key under which it is taken once.
create table staff_import_key (
    key text        primary key,
    seq bigint      not null references staff_step (seq)
);
create trigger append_only before update or delete on staff_import_key
    for each row execute function refuse_change();

-- Imports of completed courses: who, when, how many.
create table staff_import (
    seq          bigint      generated always as identity primary key,
    organisation text        not null,
    by           text        not null,
    at           timestamptz not null,
    form         text        not null,
    taken        int         not null,
    before       int         not null,
    refused      int         not null
);
create index staff_import_of on staff_import (organisation, seq);
create trigger append_only before update or delete on staff_import
    for each row execute function refuse_change();
