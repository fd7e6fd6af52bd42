-- The public register counts the readings of twelve months: by their time, not by reading all of them.
create index access_log_at on access_log (at);
