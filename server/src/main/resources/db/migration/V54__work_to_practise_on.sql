-- What was put ready for an attempt at an exercise, and where it is. Made up, as everything in the
-- training service.
alter table exercise_step
    add column work_words text,
    add column work_path  text,
    add check ((work_words is null) = (work_path is null)),
    add check (work_words is null or kind = 'BEGUN');
