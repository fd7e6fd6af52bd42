-- Genomes that are kept behind conventional tests: ordered without a new request if those find no cause.

-- How each stands now, so that what they will take can be counted like open orders.
create table standing_genome (
    order_id   uuid primary key references test_order,
    laboratory text not null,
    report_by  date not null,
    state      text not null
);
create index standing_genome_load on standing_genome (laboratory, report_by)
    where state in ('KEPT', 'DUE');

-- What became of each, in its order.
create table standing_genome_step (
    id           bigint generated always as identity primary key,
    order_id     uuid        not null references standing_genome,
    at           timestamptz not null,
    who          text        not null,
    organisation text        not null,
    kind         text        not null,
    words        text        not null,
    follow_up    uuid references test_order
);
create index standing_genome_step_order on standing_genome_step (order_id, id);
-- However often it is tried, one order follows.
create unique index standing_genome_ordered_once on standing_genome_step (order_id)
    where kind = 'ORDERED';
create trigger append_only before update or delete on standing_genome_step
    for each row execute function refuse_change();

-- The queue of genomes that are due, apart from that of interpretations: an order does not wait
-- behind a genome that is being read.
create table follow_up_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index follow_up_tasks_execution_time on follow_up_tasks (execution_time);
create index follow_up_tasks_last_heartbeat on follow_up_tasks (last_heartbeat);
create index follow_up_tasks_priority on follow_up_tasks (priority desc, execution_time asc);
