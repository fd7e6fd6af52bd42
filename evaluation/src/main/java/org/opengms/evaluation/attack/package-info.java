/// The attacker who has the published reports of an evaluation, and nothing else but what everybody
/// can know. Nothing of the service uses it: it judges what the service publishes.
@NullMarked
package org.opengms.evaluation.attack;

import org.jspecify.annotations.NullMarked;
