-- What the data resource holds, in numbers, as it was published: one catalogue for each epoch of
-- public numbers.
create table catalogue (
    epoch     int         primary key,
    at        timestamptz not null default now(),
    -- what the public sees
    published jsonb       not null
);
create trigger append_only before update or delete on catalogue
    for each row execute function refuse_change();

-- Who is behind each of its numbers, as a bitmap of participant numbers in RoaringBitmap's portable
-- format: what the next one is compared with. The public never sees it.
create table catalogue_people (
    epoch  int   not null references catalogue,
    place  text  not null,
    people bytea not null,
    size   int   not null check (size > 0),
    primary key (epoch, place)
);
create trigger append_only before update or delete on catalogue_people
    for each row execute function refuse_change();
