/// FHIR R4 resources to service records and back, and their validation. The shapes follow the NHS
/// England Genomics implementation guide (package `uk.nhsdigital.r4.genomics`), its defects
/// tolerated and told.
///
/// **How a record of discussion is read from a Consent** ([org.opengms.fhir.ConsentCoding] writes
/// the same):
///
/// | in the Consent | read as |
/// |---|---|
/// | `status` proposed or draft | to follow; nothing else is read |
/// | `status` active | taken; signing the form (01-NGIS-ROD) agrees to the test, unless denied below |
/// | `status` rejected | taken; the test is not agreed, research declined |
/// | `status` inactive, entered-in-error | not there |
/// | a provision with purpose `TREAT` (v3-ActReason), type deny | the test is not agreed |
/// | a provision with purpose `HRESCH` (v3-ActReason), type permit | research agreed |
/// | the same, type deny | research declined |
/// | a root provision without purpose, type deny or permit, in a Consent of category research | research declined or agreed |
/// | a code of `patient-choice-researchparticipation` in a category or a provision's `code` | research undecided |
/// | `sourceReference` to a QuestionnaireResponse in the Bundle, answers `researchConfirmation1` (discussed) and `researchConfirmation2` (agrees) | discussed and agrees: agreed; discussed and not: declined; not discussed: undecided |
/// | nothing of these | research undecided |
///
/// Research fails closed: of statements that disagree, declined wins over undecided, and undecided
/// over agreed; a permission that ends on a date, or holds only for some actors or data classes, is
/// not read as agreement. The young person's assent and the consultee's declaration are other forms
/// and never count as the record of discussion.
@NullMarked
package org.opengms.fhir;

import org.jspecify.annotations.NullMarked;
