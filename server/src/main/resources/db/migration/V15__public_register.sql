-- What the public register said on a day, as it was published: never changed afterwards.
create table register_day (
    day     date primary key,
    figures jsonb not null
);
create trigger append_only before update or delete on register_day
    for each row execute function refuse_change();
