-- Who is asked again for an outcome, drawn at random among those who gave none. A draw is kept with
-- its seed and all who were in it before anybody is asked.
create table follow_up_draw (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    -- version of the rule
    rule    text        not null,
    percent int         not null check (percent between 1 and 100),
    seed    text        not null,
    due_on  date        not null
);
create trigger append_only before update or delete on follow_up_draw
    for each row execute function refuse_change();
create trigger append_only_whole before truncate on follow_up_draw
    for each statement execute function refuse_change();

create table follow_up_lot (
    -- an order is in one draw
    order_id  uuid    primary key references test_order,
    draw      bigint  not null references follow_up_draw,
    report_id uuid    not null,
    is_drawn  boolean not null
);
create index follow_up_drawn on follow_up_lot (draw) where is_drawn;
create trigger append_only before update or delete on follow_up_lot
    for each row execute function refuse_change();
