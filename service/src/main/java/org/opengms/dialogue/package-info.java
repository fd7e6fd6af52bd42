/// Public dialogue: consultations that anybody reads and answers, what came of them, and the
/// wording of consent that they change. Answers of a representative sample are told apart from
/// those of people who chose to answer.
@NullMarked
package org.opengms.dialogue;

import org.jspecify.annotations.NullMarked;
