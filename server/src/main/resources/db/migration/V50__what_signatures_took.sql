-- What a signed version of a report took of people, as far as who signed it said.
create table signing_effort (
    report_id              uuid not null,
    version                int  not null,
    interpretation_minutes int  check (interpretation_minutes between 0 and 6000),
    meeting_minutes        int  check (meeting_minutes between 0 and 6000),
    confirmations          int  check (confirmations between 0 and 50),
    primary key (report_id, version),
    foreign key (report_id, version) references report (id, version)
);
create trigger append_only before update or delete on signing_effort
    for each row execute function refuse_change();
