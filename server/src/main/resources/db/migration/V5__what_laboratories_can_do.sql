-- What laboratories state of themselves, and their work that is not on the platform. A statement is
-- never changed: a later one takes its place. An import is never changed: it is taken back by a row
-- of its own.

create table statement (
    id                bigint generated always as identity primary key,
    -- a laboratory, or an ordering site
    subject           text        not null,
    -- of two statements about one subject and topic, one holds
    topic             text        not null,
    kind              text        not null,
    claim             jsonb       not null,
    as_of             timestamptz not null,
    from_day          date        not null,
    said_by           text        not null,
    said_name         text        not null,
    said_role         text        not null,
    said_organisation text        not null,
    said_at           timestamptz not null,
    channel           text        not null
);
create index statement_holding on statement (subject, topic, from_day desc, said_at desc, id desc);
create index statement_history on statement (subject, id desc);

create table work_import (
    id                bigint generated always as identity primary key,
    laboratory        text        not null,
    number            int         not null,
    file_name         text        not null,
    sha256            char(64)    not null,
    scope             text        not null,
    as_of             timestamptz not null,
    format            text        not null,
    rows_read         int         not null,
    rows_kept         int         not null,
    on_platform       int         not null,
    -- open orders beside the platform, by method
    open_work         jsonb       not null,
    reconciliation    jsonb,
    said_by           text        not null,
    said_name         text        not null,
    said_role         text        not null,
    said_organisation text        not null,
    said_at           timestamptz not null,
    channel           text        not null,
    unique (laboratory, number)
);

-- One order of a laboratory's own list; nothing that says who the patient is.
create table work_row (
    import_id   bigint  not null references work_import,
    line        int     not null,
    laboratory  text    not null,
    reference   text    not null,
    -- the test code, or the method where there is none
    test_key    text    not null,
    indication  text,
    test        text,
    method      text    not null,
    priority    text    not null,
    received    date    not null,
    due         date,
    reported    date,
    status      text    not null,
    on_platform boolean not null,
    primary key (import_id, line),
    check ((status = 'REPORTED') = (reported is not null))
);
create index work_row_known on work_row (laboratory, reference, test_key, import_id desc);

create table work_withdrawal (
    import_id         bigint      primary key references work_import,
    person            text        not null,
    reason            text        not null,
    said_by           text        not null,
    said_name         text        not null,
    said_role         text        not null,
    said_organisation text        not null,
    said_at           timestamptz not null,
    channel           text        not null
);

create trigger append_only before update or delete on statement
    for each row execute function refuse_change();
create trigger append_only before update or delete on work_import
    for each row execute function refuse_change();
create trigger append_only before update or delete on work_row
    for each row execute function refuse_change();
create trigger append_only before update or delete on work_withdrawal
    for each row execute function refuse_change();

-- A checked file that waits to be confirmed on a page, for an hour.
create table work_upload (
    id         uuid        primary key,
    laboratory text        not null,
    actor      text        not null,
    checked    jsonb       not null,
    at         timestamptz not null default now()
);

-- What laboratories took: reported orders by laboratory and day.
create index test_order_reported on test_order (reported_at) where reported_at is not null;
