-- Routing decisions with all they were made from, so that each can be made again, and persons' choices
-- against them. Nothing here says who the patient is.

create table routing_record (
    id               bigint generated always as identity primary key,
    order_id         uuid        not null references test_order,
    at               timestamptz not null,
    -- 'decision' or 'override'
    kind             text        not null,
    policy_version   text        not null,
    -- what counts for fairness: was a whole genome possible, was one chosen
    indication_group text        not null,
    region           text        not null,
    maturity         text        not null,
    eligible         boolean     not null,
    served           boolean     not null,
    promised_on      date,
    -- the line of docs/spec/routing-records.md, gzip
    record           bytea       not null
);
create index routing_record_order on routing_record (order_id, id);
create index routing_record_at on routing_record (at)
    include (kind, indication_group, region, maturity, eligible, served);

create trigger append_only before update or delete on routing_record
    for each row execute function refuse_change();

-- Routing counts what is open by the day on which it is due.
drop index test_order_load;
create index test_order_load on test_order (laboratory, method, due_on, state, received_at)
    where state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'AWAITING_SIGNATURE');
