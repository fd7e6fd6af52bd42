package org.opengms.fhir;

import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.IResourceValidator;
import org.hl7.fhir.r5.utils.validation.constants.ContainedReferenceValidationPolicy;

/// The validator's policy: entries of a Bundle are left out where the Bundle is judged, since
/// [ResourceValidator] judges each by itself.
final class EntriesApart extends FhirDefaultPolicyAdvisor {
    @Override
    public ContainedReferenceValidationPolicy policyForContained(
            IResourceValidator validator,
            Object context,
            StructureDefinition structure,
            ElementDefinition element,
            String containerType,
            String containerId,
            Element.SpecialElement special,
            String path,
            String url) {
        return special == Element.SpecialElement.BUNDLE_ENTRY
                ? ContainedReferenceValidationPolicy.IGNORE
                : ContainedReferenceValidationPolicy.CHECK_VALID;
    }
}
