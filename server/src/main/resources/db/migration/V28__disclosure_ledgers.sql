-- What was told in numbers about the people of a cohort. Nobody stands in it but by number.

-- The number by which a participant stands in sets of people: it means nothing elsewhere.
alter table cohort_member add column number int not null
    generated always as identity (minvalue 0 start with 0) unique;

-- Whoever writes into a ledger of a cohort holds its row until what was written is durable.
create table disclosure_ledger (
    cohort text not null,
    ledger text not null check (ledger in ('RELEASES', 'EPOCHS', 'BEACON')),
    primary key (cohort, ledger)
);

-- Publications in the order in which they were judged, without a gap.
create table release_publication (
    cohort   text        not null,
    position int         not null check (position >= 0),
    id       text        not null,
    project  text        not null,
    entity   text        not null,
    at       timestamptz not null,
    primary key (cohort, position),
    unique (cohort, id)
);
create trigger append_only before update or delete on release_publication
    for each row execute function refuse_change();

-- Their numbers: about whom each is, as a bitmap of participant numbers in RoaringBitmap's
-- portable format.
create table release_number (
    cohort    text  not null,
    position  int   not null,
    breakdown int   not null,
    number    int   not null,
    label     text  not null,
    people    bytea not null,
    size      int   not null check (size > 0),
    primary key (cohort, position, breakdown, number),
    foreign key (cohort, position) references release_publication
);
create trigger append_only before update or delete on release_number
    for each row execute function refuse_change();

-- Who joins and leaves public numbers, and when these change, in order, without a gap.
create table epoch_event (
    cohort   text        not null,
    position int         not null check (position >= 0),
    at       timestamptz not null,
    kind     text        not null check (kind in ('JOINED', 'LEFT', 'TURNED')),
    -- who joined or left
    person   int,
    -- the epoch that began, who is counted from then on, who has left, and who rests beside them
    epoch    int,
    joined   bytea,
    departed bytea,
    resting  bytea,
    primary key (cohort, position),
    check ((kind = 'TURNED') = (person is null)),
    check ((kind = 'TURNED') = (num_nonnulls(epoch, joined, departed, resting) = 4))
);
create trigger append_only before update or delete on epoch_event
    for each row execute function refuse_change();

-- Questions about rare alleles that a legal entity has asked, each once in an epoch. An allele may
-- be longer than what an index holds, so its digest is the key.
create table beacon_question (
    cohort text        not null,
    entity text        not null,
    epoch  int         not null,
    digest bytea       not null,
    allele text        not null,
    at     timestamptz not null default now(),
    primary key (cohort, entity, epoch, digest)
);
create trigger append_only before update or delete on beacon_question
    for each row execute function refuse_change();

-- What was answered: the same to everybody in an epoch.
create table beacon_answer (
    cohort text        not null,
    epoch  int         not null,
    digest bytea       not null,
    yes    boolean     not null,
    at     timestamptz not null default now(),
    primary key (cohort, epoch, digest)
);
create trigger append_only before update or delete on beacon_answer
    for each row execute function refuse_change();

-- What answers have told about people, in order, without a gap.
create table beacon_charge (
    cohort     text   not null,
    position   int    not null check (position >= 0),
    ld_block   int    not null,
    micro_nats bigint not null check (micro_nats >= 0),
    people     bytea  not null,
    primary key (cohort, position)
);
create trigger append_only before update or delete on beacon_charge
    for each row execute function refuse_change();
