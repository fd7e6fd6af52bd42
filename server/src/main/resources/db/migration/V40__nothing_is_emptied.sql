-- What is only ever added to is not emptied either: rows cannot be changed or deleted already, and
-- now the whole tables cannot.
create trigger append_only_whole before truncate on catalogue
    for each statement execute function refuse_change();
create trigger append_only_whole before truncate on catalogue_people
    for each statement execute function refuse_change();
create trigger append_only_whole before truncate on contract_refusal
    for each statement execute function refuse_change();
create trigger append_only_whole before truncate on imported_use
    for each statement execute function refuse_change();

-- What income of health data has bought that a roll-out could not plan with, each in a sentence.
alter table rollout_job add column left_out text[] not null default '{}';
