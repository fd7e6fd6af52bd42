-- Forecasts of the workforce that operators have asked for. Nothing of it is about a patient, and of
-- staff it holds numbers alone. A job changes until it has ended. Its queue is that of roll-outs: one
-- plan at a time on each server.

create table workforce_forecast (
    id             uuid        primary key,
    asked_by       text        not null,
    asked_name     text        not null,
    asked_at       timestamptz not null,
    -- in short, for lists
    scenario       text        not null,
    budgets        bigint[]    not null,
    worlds         int         not null,
    -- all of it
    question       text        not null,
    state          text        not null default 'WAITING'
        check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    cancel_wanted  boolean     not null default false,
    -- how often a server has begun since it last came on
    begun          int         not null default 0,
    done           int         not null default 0,
    ended_at       timestamptz,
    problem        text,
    -- opengms-workforce-forecast/1, to the byte
    result         text,
    check ((state in ('DONE', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
    check ((state = 'DONE') = (result is not null)),
    check ((state = 'FAILED') = (problem is not null))
);
create index workforce_forecast_asked on workforce_forecast (asked_at desc);
create index workforce_forecast_done on workforce_forecast (ended_at desc) where state = 'DONE';
