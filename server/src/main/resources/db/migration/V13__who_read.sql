-- For those who answer for an organisation: what its staff read, newest first, and the persons for
-- whom it ordered. A trust's three characters find its sites.
create index access_log_organisation on access_log (organisation text_pattern_ops, id desc);
create index test_order_submitted_by on test_order (submitted_by, person_id);
