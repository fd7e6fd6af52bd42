-- The national process: kinds of orders, specimens, the history of tasks.

alter table test_order
    add column kind            text not null default 'NORMAL',
    add column parent_order    uuid references test_order,
    -- what the orders of one family have in common, and who is tested in it
    add column requisition     text,
    add column role            text not null default 'PROBAND',
    -- the turnaround standard that it was accepted under
    add column turnaround      text,
    add column turnaround_days int;
create index test_order_parent on test_order (parent_order) where parent_order is not null;
create index test_order_requisition on test_order (requisition) where requisition is not null;
update test_order set turnaround = case method when 'WGS' then 'wgs' else 'standard-rare' end,
    turnaround_days = due_on - cast(received_at at time zone 'Europe/London' as date)
    where due_on > cast(received_at at time zone 'Europe/London' as date) and method is not null;

-- States that end an order, two of them new.
drop index test_order_open;
create index test_order_open on test_order (person_id, indication_code)
    where state in ('ON_HOLD', 'IN_LABORATORY', 'IN_INTERPRETATION', 'AWAITING_SIGNATURE');

-- Sample and order travel apart: a specimen without an order waits for one.
create table specimen (
    id          uuid primary key,
    order_id    uuid references test_order,
    label       text        not null,
    type        text        not null,
    nhs_number  char(10),
    laboratory  text,
    arrived_at  timestamptz,
    version     int         not null,
    seq         bigint generated always as identity
);
create index specimen_order on specimen (order_id, seq);
create index specimen_waiting on specimen (label) where order_id is null;
create index specimen_waiting_at on specimen (laboratory, seq) where order_id is null;
create index specimen_expected on specimen (label) where arrived_at is null and label <> '';

alter table lab_task add column specimen_id uuid references specimen;

-- What a laboratory polls: its open tasks.
drop index lab_task_owner;
create index lab_task_owner on lab_task (owner, status, changed_at);

-- Every step of every task. What was there before this table has its last step.
create table task_move (
    id              bigint generated always as identity primary key,
    task_id         uuid        not null references lab_task,
    order_id        uuid        not null references test_order,
    code            text        not null,
    from_status     text,
    to_status       text        not null,
    status_reason   text,
    business_status text,
    owner           text        not null,
    mover           text        not null,
    who             text        not null,
    at              timestamptz not null,
    version         int         not null,
    unique (task_id, version)
);
create index task_move_order on task_move (order_id, id);
create index task_move_owner on task_move (owner, order_id);
insert into task_move (task_id, order_id, code, to_status, status_reason, business_status, owner,
        mover, who, at, version)
    select id, order_id, code, status, status_reason, business_status, owner,
        'SERVICE', 'Service', changed_at, version from lab_task order by changed_at, step;
create trigger append_only before update or delete on task_move
    for each row execute function refuse_change();
