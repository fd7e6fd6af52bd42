-- That a clinician has told the patient what a version of a report says. Until then the patient's
-- page holds it back.
create table result_told (
    report_id    uuid        not null,
    version      int         not null,
    order_id     uuid        not null references test_order,
    told_by      text        not null,
    told_at      timestamptz not null,
    primary key (report_id, version),
    foreign key (report_id, version) references report
);
create index result_told_order on result_told (order_id);
create trigger append_only before update or delete on result_told
    for each row execute function refuse_change();
