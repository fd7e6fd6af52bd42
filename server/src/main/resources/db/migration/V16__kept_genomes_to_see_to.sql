-- Kept genomes that are neither ordered nor ended are listed and counted often, and are few beside those of all years.
create index standing_genome_state on standing_genome (state);
