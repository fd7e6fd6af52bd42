-- Who sits on the access committee, in which seat, from when to when. Of two rows of one account
-- that overlap, the later counts.
create table committee_seat (
    seq          bigint      generated always as identity primary key,
    account      text        not null,
    name         text        not null,
    organisation text,
    seat         text        not null,
    from_day     date        not null,
    until_day    date        not null,
    appointed_by text        not null,
    at           timestamptz not null
);
create index committee_seat_of on committee_seat (account, seq);
create trigger append_only before update or delete on committee_seat
    for each row execute function refuse_change();

-- Who may use no data in any project, from when to when.
create table access_bar (
    seq       bigint      generated always as identity primary key,
    account   text        not null,
    because   text        not null,
    from_day  date        not null,
    until_day date        not null,
    barred_by text        not null,
    at        timestamptz not null
);
create index access_bar_of on access_bar (account, seq);
create trigger append_only before update or delete on access_bar
    for each row execute function refuse_change();

-- What other institutions vouched for about a researcher: visas that were verified, as they were
-- read. The token itself is not kept.
create table researcher_visa (
    seq         bigint      generated always as identity primary key,
    account     text        not null,
    issuer      text        not null,
    subject     text        not null,
    type        text        not null,
    value       text        not null,
    source      text        not null,
    by_whom     text,
    asserted_at timestamptz not null,
    expires_at  timestamptz not null,
    read_at     timestamptz not null
);
create index researcher_visa_of on researcher_visa (account, seq);
create trigger append_only before update or delete on researcher_visa
    for each row execute function refuse_change();

-- Visas that were not accepted, with the reason that was told, and nothing of what they said.
create table visa_refusal (
    seq     bigint      generated always as identity primary key,
    account text        not null,
    reason  text        not null,
    at      timestamptz not null
);
create trigger append_only before update or delete on visa_refusal
    for each row execute function refuse_change();
