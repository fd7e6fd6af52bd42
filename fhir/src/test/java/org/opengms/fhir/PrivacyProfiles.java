package org.opengms.fhir;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.opengms.testing.SharedData;

/// The published profiles of IHE *Privacy Consent on FHIR*, and HAPI's own validator with them: not
/// the one of this program, so that it judges as somebody else would.
final class PrivacyProfiles {
    static final String FOLDER = "trust/ihe-pcf/compiled";
    private static final FhirValidator VALIDATOR = validator();

    private PrivacyProfiles() {}

    private static FhirValidator validator() {
        var published = new PrePopulatedValidationSupport(Fixtures.FHIR);
        try (Stream<Path> files = Files.list(SharedData.file(FOLDER))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("StructureDefinition-") || name.startsWith("ValueSet-")) {
                    Resource resource =
                            (Resource)
                                    Fixtures.FHIR
                                            .newJsonParser()
                                            .parseResource(Files.readString(file));
                    switch (resource) {
                        case StructureDefinition profile ->
                                published.addStructureDefinition(profile);
                        case ValueSet values -> published.addValueSet(values);
                        default -> throw new IllegalStateException(name);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var instance =
                new FhirInstanceValidator(
                        new ValidationSupportChain(
                                new DefaultProfileValidationSupport(Fixtures.FHIR),
                                published,
                                new CommonCodeSystemsTerminologyService(Fixtures.FHIR),
                                new InMemoryTerminologyServerValidationSupport(Fixtures.FHIR),
                                new SnapshotGeneratingValidationSupport(Fixtures.FHIR)));
        instance.setAnyExtensionsAllowed(true);
        return Fixtures.FHIR.newValidator().registerValidatorModule(instance);
    }

    /// The errors in a Consent, by the profiles that it declares.
    static List<String> errors(Consent consent) {
        return VALIDATOR
                .validateWithResult(Fixtures.FHIR.newJsonParser().encodeResourceToString(consent))
                .getMessages()
                .stream()
                .filter(m ->
                        m.getSeverity() == ResultSeverityEnum.ERROR
                                || m.getSeverity() == ResultSeverityEnum.FATAL)
                .map(m -> m.getLocationString() + ": " + m.getMessage())
                .toList();
    }
}
