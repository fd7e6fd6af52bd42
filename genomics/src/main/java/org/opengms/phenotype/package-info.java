/// What is known of phenotypes: the Human Phenotype Ontology, which diseases show which of its
/// terms and how often, which genes cause which diseases; and the ranking of diseases and genes by
/// how well they explain what was seen in one patient.
///
/// Sources: `hp.json` (obographs), `phenotype.hpoa` and `genes_to_phenotype.txt` of the Human
/// Phenotype Ontology project. Nothing of them is part of this program: they are compiled by
/// [org.opengms.phenotype.PhenotypeKnowledge] from the files a site obtained itself, unaltered and
/// with their releases kept.
@NullMarked
package org.opengms.phenotype;

import org.jspecify.annotations.NullMarked;
