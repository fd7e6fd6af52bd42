-- How digital ordering sites are, counted from the traffic of messages.

-- That an order came in, or was refused, and what came with it. Nothing of the patient stands here.
create table order_arrival (
    id             bigint generated always as identity primary key,
    at             timestamptz not null,
    channel        text        not null check (channel in ('FHIR', 'HL7', 'FORM', 'SERVICE')),
    site           text,
    sender         text        not null,
    -- absent where it was refused
    order_id       uuid        unique references test_order,
    -- digests of the sender's own numbers, by which the same order is known when it is sent again
    keys           text[]      not null,
    -- how often the same order had been refused
    refused_before int         not null,
    missing        int         not null check (missing >= 0),
    discussion     text        not null check (discussion in ('WITH_ORDER', 'MISSING', 'NOT_NEEDED')),
    sample         text        not null check (sample in ('SCANNED', 'NOT_SCANNED', 'TO_FOLLOW', 'NOT_NEEDED'))
);
create index order_arrival_site on order_arrival (site, at) where order_id is not null;
create index order_arrival_refused on order_arrival using gin (keys) where order_id is null;
create trigger append_only before update or delete on order_arrival
    for each row execute function refuse_change();

-- What it took to turn a paper form into an order. Of several sheets for one order the last holds.
create table paper_sheet (
    id                bigint generated always as identity primary key,
    order_id          uuid        not null references test_order,
    received_at       timestamptz not null,
    keyed_at          timestamptz not null check (keyed_at >= received_at),
    keying_minutes    int         not null check (keying_minutes between 0 and 1440),
    rework_minutes    int         not null check (rework_minutes between 0 and 1440),
    asked_back        int         not null check (asked_back >= 0),
    missing           text[]      not null,
    said_by           text        not null,
    said_name         text        not null,
    said_role         text        not null,
    said_organisation text        not null,
    said_at           timestamptz not null,
    channel           text        not null
);
create index paper_sheet_order on paper_sheet (order_id, id desc);
create index paper_sheet_laboratory on paper_sheet (said_organisation, id desc);
create trigger append_only before update or delete on paper_sheet
    for each row execute function refuse_change();

-- What sites say of themselves.
create table self_assessment (
    id                bigint generated always as identity primary key,
    site              text        not null,
    scores            jsonb       not null,
    said_by           text        not null,
    said_name         text        not null,
    said_role         text        not null,
    said_organisation text        not null,
    said_at           timestamptz not null,
    channel           text        not null
);
create index self_assessment_site on self_assessment (site, id desc);
create trigger append_only before update or delete on self_assessment
    for each row execute function refuse_change();

-- The figures of each site and month, made of the above and of reports and their readings. It can be
-- made anew at any time.
create table digital_maturity_month (
    site                       text   not null,
    month                      date   not null check (extract(day from month) = 1),
    orders                     bigint not null default 0,
    electronic                 bigint not null default 0,
    complete                   bigint not null default 0,
    discussion_needed          bigint not null default 0,
    discussion_with_order      bigint not null default 0,
    samples                    bigint not null default 0,
    samples_scanned            bigint not null default 0,
    reports                    bigint not null default 0,
    reports_opened             bigint not null default 0,
    paper_hours                double precision,
    paper_minutes              bigint not null default 0,
    paper_asked_back           bigint not null default 0,
    electronic_reported        bigint not null default 0,
    electronic_minutes         numeric not null default 0,
    electronic_minutes_squared numeric not null default 0,
    paper_reported             bigint not null default 0,
    paper_turnaround           numeric not null default 0,
    paper_turnaround_squared   numeric not null default 0,
    primary key (site, month)
);

-- What paper cost each site in twelve months: a median cannot be put together of months.
create table digital_maturity_paper (
    site       text             primary key,
    orders     bigint           not null,
    hours      double precision not null,
    minutes    bigint           not null,
    asked_back bigint           not null
);

-- When was counted, and how far: what comes after is counted the next time.
create table digital_maturity_count (
    id                 bigint generated always as identity primary key,
    at                 timestamptz not null,
    opened_within_days int         not null,
    arrival_id         bigint      not null,
    sheet_id           bigint      not null,
    report_seq         bigint      not null,
    event_id           bigint      not null,
    access_id          bigint      not null
);
create trigger append_only before update or delete on digital_maturity_count
    for each row execute function refuse_change();

-- What routing takes of it. A share that too few orders stand behind is null.
create table observed_readiness (
    id                       bigint generated always as identity primary key,
    site                     text        not null,
    at                       timestamptz not null,
    rule                     text        not null,
    electronic_order         double precision check (electronic_order between 0 and 1),
    record_of_discussion     double precision check (record_of_discussion between 0 and 1),
    sample_tracking          double precision check (sample_tracking between 0 and 1),
    structured_report_return double precision check (structured_report_return between 0 and 1)
);
create index observed_readiness_site on observed_readiness (site, at desc, id desc);
create trigger append_only before update or delete on observed_readiness
    for each row execute function refuse_change();

-- Reports by the day on which they were signed, and orders that never should have been.
create index report_signed on report (issued_at) where status = 'FINAL';
create index test_order_in_error on test_order (id) where state = 'ENTERED_IN_ERROR';
