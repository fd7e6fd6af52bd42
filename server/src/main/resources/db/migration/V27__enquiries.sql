-- Questions of organisations about the data resource. No person stands in them.
create table enquiry (
    id           uuid        primary key,
    number       text        not null unique,
    at           timestamptz not null,
    organisation text        not null,
    kind         text        not null,
    wanted       text        not null,
    benefit      text        not null
);
create index enquiry_at on enquiry (at);
create trigger append_only before update or delete on enquiry
    for each row execute function refuse_change();

-- How whoever asked is reached: apart from the rest, since it is forgotten when it is not needed.
create table enquiry_contact (
    enquiry uuid primary key references enquiry,
    email   text not null
);

-- What was done about them, in order; the last row says how far they have come.
create table enquiry_step (
    enquiry   uuid        not null references enquiry,
    number    int         not null,
    stage     text        not null,
    -- why it came to nothing
    reason    text,
    -- what was said, or the project's or contract's number
    words     text        not null,
    at        timestamptz not null,
    by        text        not null,
    primary key (enquiry, number)
);
create trigger append_only before update or delete on enquiry_step
    for each row execute function refuse_change();
