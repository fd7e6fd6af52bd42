-- What resources are searched by: every value of every search parameter as 'parameter=value', and
-- the one date of the type. Search parameters that come later need no further columns.
alter table resource_current add column tokens text[] not null default '{}';
alter table resource_current add column moment timestamptz;
-- Who sent the order, which may be for another organisation.
alter table resource_current add column submitter text;

update resource_current c set submitter = o.submitted_by from test_order o where o.id = c.order_id;

update resource_current c set
    tokens = array(
        select 'code=' || k from unnest(c.codes) k
        union select 'code=' || split_part(k, '|', 2) from unnest(c.codes) k
        union select 'identifier=' || k from unnest(c.identifiers) k
        union select 'identifier=' || split_part(k, '|', 2) from unnest(c.identifiers) k),
    moment = (select case when v.body::jsonb ->> 'authoredOn' ~ '^\d{4}-\d\d-\d\d'
            then (v.body::jsonb ->> 'authoredOn')::timestamptz
            else (v.body::jsonb ->> 'issued')::timestamptz end
        from resource_version v where v.type = c.type and v.id = c.id and v.version = c.version);

drop index resource_current_identifiers;
alter table resource_current drop column codes, drop column identifiers;
create index resource_current_tokens on resource_current using gin (tokens);

-- Polling reads what changed last for one laboratory or one organisation, page by page.
drop index resource_current_owner;
create index resource_current_owner on resource_current (owner, type, status, last_updated, id);
create index resource_current_owner_changed on resource_current (owner, type, last_updated, id);
create index resource_current_submitter on resource_current (submitter, type, last_updated, id);
create index resource_current_requester on resource_current (requester, type, last_updated, id);

-- A search that has more results than fit on a page: the rest is asked for by this id.
create table search_page (
    id       uuid        primary key,
    actor    text        not null,
    query    jsonb       not null,
    at       timestamptz not null default now()
);
create index search_page_at on search_page (at);
