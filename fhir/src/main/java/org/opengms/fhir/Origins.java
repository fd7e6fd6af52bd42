package org.opengms.fhir;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.jspecify.annotations.Nullable;

/// Whether a message that came from judging by a profile says something that FHIR R4 itself
/// forbids, as far as the message tells.
final class Origins {
    private static final Pattern MINIMUM =
            Pattern.compile("^([A-Za-z0-9.]+): minimum required = [0-9]+, but only found [0-9]+ ");
    private static final Pattern MAXIMUM =
            Pattern.compile("^([A-Za-z0-9.]+): max allowed = [0-9]+, but found [0-9]+ ");

    private final Definitions definitions;

    enum Origin {
        /// FHIR R4 itself.
        BASE,
        /// A profile alone.
        PROFILE,
        /// Nothing is said against the message.
        NEITHER,
        /// The message does not tell.
        UNCLEAR
    }

    Origins(Definitions definitions) {
        this.definitions = definitions;
    }

    Origin of(ValidationMessage message) {
        if (ValidatorWords.isToldElsewhere(message) || ValidatorWords.isLimit(message)) {
            return Origin.NEITHER;
        }
        String id = ValidatorWords.id(message);
        int hash = id.indexOf('#');
        if (hash > 0) {
            // A rule that failed, by the definition that it stands in.
            return definitions.isOfBase(id.substring(0, hash)) ? Origin.BASE : Origin.PROFILE;
        }
        return switch (id) {
            case "Validation_VAL_Profile_Minimum_SLICE",
                    "Validation_VAL_Profile_Minimum_SLICE_EXT",
                    "Validation_VAL_Profile_Minimum_SLICE_PROFILE" ->
                    Origin.PROFILE;
            case "Validation_VAL_Profile_Minimum" -> {
                ElementDefinition base = element(MINIMUM, message);
                yield base != null && base.getMin() == 0 ? Origin.PROFILE : Origin.UNCLEAR;
            }
            case "Validation_VAL_Profile_Maximum" -> {
                ElementDefinition base = element(MAXIMUM, message);
                yield base != null && "*".equals(base.getMax()) ? Origin.PROFILE : Origin.UNCLEAR;
            }
            default ->
                    id.startsWith("LANGUAGE_XHTML_") || id.startsWith("META_RES_")
                            ? Origin.BASE
                            : Origin.UNCLEAR;
        };
    }

    private @Nullable ElementDefinition element(Pattern pattern, ValidationMessage message) {
        Matcher said = pattern.matcher(ValidatorWords.said(message));
        return said.find() ? element(said.group(1)) : null;
    }

    /// The definition of an element in FHIR R4, into the types of its elements; null where the path
    /// does not lead to exactly one.
    private @Nullable ElementDefinition element(String path) {
        String[] steps = path.split("\\.", -1);
        StructureDefinition structure = definitions.fetchTypeDefinition(steps[0]);
        String at = steps[0];
        ElementDefinition found = null;
        for (int i = 1; i < steps.length; i++) {
            if (structure == null) {
                return null;
            }
            ElementDefinition next = in(structure, at + "." + steps[i]);
            if (next == null && found != null && found.getType().size() == 1) {
                String type = found.getTypeFirstRep().getWorkingCode();
                structure = definitions.fetchTypeDefinition(type);
                at = type;
                next = structure == null ? null : in(structure, at + "." + steps[i]);
            }
            if (next == null) {
                return null;
            }
            found = next;
            at = at + "." + steps[i];
        }
        return found;
    }

    private static @Nullable ElementDefinition in(StructureDefinition structure, String path) {
        for (ElementDefinition element : structure.getSnapshot().getElement()) {
            if (element.getPath().equals(path)) {
                return element;
            }
        }
        return null;
    }
}
