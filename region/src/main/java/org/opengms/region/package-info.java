/// A synthetic region of a Genomic Medicine Service: sites and laboratories, a test directory, a
/// mini reference genome with genes, a phenotype ontology with diseases, gene panels, patients with
/// their orders, and the sequencing files that a stand-in sequencer delivers.
///
/// Everything here is invented, and everything follows from one seed: the same seed gives the same
/// bytes on every machine. What is true of a patient's genome is kept apart from the patient, so
/// that a service tested on the region cannot see the answer.
@NullMarked
package org.opengms.region;

import org.jspecify.annotations.NullMarked;
