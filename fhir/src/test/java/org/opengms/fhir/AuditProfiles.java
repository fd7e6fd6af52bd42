package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
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
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.opengms.testing.SharedData;

/// HAPI's validator with the profiles of IHE *Basic Audit Log Patterns* as they were published.
final class AuditProfiles {
    private static final String FOLDER = "trust/ihe-balp/compiled";
    private static final String ADDRESS =
            "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final FhirValidator validator;

    AuditProfiles() {
        var published = new PrePopulatedValidationSupport(FHIR);
        for (Path file : files("")) {
            String name = file.getFileName().toString();
            if (name.startsWith("StructureDefinition-")
                    || name.startsWith("ValueSet-")
                    || name.startsWith("CodeSystem-")) {
                published.addResource(FHIR.newJsonParser().parseResource(text(file)));
            }
        }
        var chain =
                new ValidationSupportChain(
                        published,
                        new DefaultProfileValidationSupport(FHIR),
                        new CommonCodeSystemsTerminologyService(FHIR),
                        new InMemoryTerminologyServerValidationSupport(FHIR),
                        new SnapshotGeneratingValidationSupport(FHIR));
        var module = new FhirInstanceValidator(chain);
        module.setAnyExtensionsAllowed(true);
        module.setErrorForUnknownProfiles(true);
        validator = FHIR.newValidator().registerValidatorModule(module);
    }

    /// The published examples of AuditEvents.
    static List<Path> examples() {
        return files("AuditEvent-");
    }

    private static List<Path> files(String start) {
        try (Stream<Path> files = Files.list(SharedData.file(FOLDER))) {
            return files.filter(f -> f.getFileName().toString().startsWith(start))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong by FHIR R4 and by the profiles that the resource says it follows.
    List<String> errors(String json) {
        return errors(json, new ValidationOptions());
    }

    /// What is wrong by one of BALP's profiles too, such as `PatientRead`.
    List<String> errors(IBaseResource resource, String profile) {
        return errors(
                FHIR.newJsonParser().encodeResourceToString(resource),
                new ValidationOptions().addProfile(ADDRESS + profile));
    }

    private List<String> errors(String json, ValidationOptions options) {
        return validator.validateWithResult(json, options).getMessages().stream()
                .filter(m -> m.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(m -> m.getLocationString() + ": " + m.getMessage())
                .toList();
    }
}
