package org.opengms.fhir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.elementmodel.JsonParser;
import org.hl7.fhir.r5.elementmodel.ParserBase;
import org.hl7.fhir.r5.model.Base.ProfileSource;
import org.hl7.fhir.r5.model.Base.ValidationMode;
import org.hl7.fhir.r5.model.Base.ValidationReason;
import org.hl7.fhir.r5.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.json.model.JsonObject;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;
import org.hl7.fhir.validation.instance.ResourcePercentageLogger;
import org.hl7.fhir.validation.instance.utils.NodeStack;
import org.hl7.fhir.validation.instance.utils.ValidationContext;
import org.jspecify.annotations.Nullable;
import org.opengms.fhir.Origins.Origin;
import org.opengms.fhir.PackageReport.Fallback;
import org.opengms.fhir.ProfileTable.Slip;

/// The HAPI validator, made to judge each resource of a message once, by the profiles that are
/// chosen for it, and to keep apart what FHIR R4 itself forbids from what only a profile does.
///
/// A Bundle is judged without its entries, and then each entry by itself. The target of a reference
/// is not judged again for each reference that leads to it: as an entry it is judged anyway.
///
/// Used by one thread at a time. It gathers what it has seen, so it is not used for ever:
/// [#isWornOut].
final class ResourceValidator extends InstanceValidator {
    private static final System.Logger LOG = System.getLogger(ResourceValidator.class.getName());

    /// It keeps the elements of what it has judged, which take some 25 bytes for each character of
    /// JSON (measured with the national WGS order).
    private static final int MOST_CHARACTERS = 400_000;

    private static final int CHARACTERS_OF_AN_ELEMENT = 20;

    private static final Pattern URL = Pattern.compile("https?://[^\\s,)'\"]+");

    private final Definitions definitions;
    private final NationalPackages packages;
    private final @Nullable ResourceValidator plain;
    private final ProfileTable table;
    private final ProfileChoice choice;
    private final ProfileUtilities utilities;
    private final Origins origins;
    private final Set<ValidationMessage> byProfileOnly =
            Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<ValidationMessage> ofBase =
            Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<ValidationMessage, Slip> slips = new IdentityHashMap<>();
    private final Set<Fallback> fallbacks = new LinkedHashSet<>();
    private int characters;

    /// What was found in a message.
    ///
    /// @param told what the validator says
    /// @param brokeDownAt places of resources that it could not get through
    /// @param fallbacks profiles that could not be used
    /// @param undefined where code systems are used that nobody has defined
    record Judgement(
            List<Told> told,
            List<String> brokeDownAt,
            Set<Fallback> fallbacks,
            List<Undefined> undefined) {}

    /// A code system that nobody has defined, in use.
    ///
    /// @param system its address
    /// @param path of the coding
    record Undefined(String system, String path) {}

    /// One thing that the validator says.
    ///
    /// @param isByProfileOnly whether FHIR R4 itself has nothing against it
    /// @param slip of the profile that is behind it, if one is known
    record Told(ValidationMessage message, boolean isByProfileOnly, Optional<Slip> slip) {}

    /// Judges by FHIR R4 alone.
    ResourceValidator(Definitions definitions) {
        this(definitions, NationalPackages.NONE, null);
    }

    /// @param plain judges by FHIR R4 alone where it is doubtful whose rule was broken
    ResourceValidator(
            Definitions definitions, NationalPackages packages, @Nullable ResourceValidator plain) {
        super(
                definitions,
                new FhirInstanceValidator.NullEvaluationContext(),
                new XVerExtensionManagerOld(definitions),
                new ValidatorSession(),
                new ValidatorSettings());
        this.definitions = definitions;
        this.packages = packages;
        this.plain = plain;
        this.table = packages.table();
        this.choice = new ProfileChoice(packages, definitions);
        this.origins = new Origins(definitions);
        this.utilities = new ProfileUtilities(definitions, null, null);
        setAssumeValidRestReferences(false);
        setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        setAnyExtensionsAllowed(true);
        setResourceIdRule(IdStatus.OPTIONAL);
        setNoTerminologyChecks(false);
        setErrorForUnknownProfiles(false);
        setUnknownCodeSystemsCauseErrors(true);
        setPolicyAdvisor(new EntriesApart());
        setNoExtensibleWarnings(true);
        setNoBindingMsgSuppressed(false);
        setAllowExamples(false);
        setAllowXsiLocation(true);
    }

    /// Whether it has gathered so much that a new one should take its place.
    boolean isWornOut() {
        return characters > MOST_CHARACTERS || (plain != null && plain.isWornOut());
    }

    /// Judges a message.
    ///
    /// @param json one resource
    Judgement judge(String json) {
        characters += json.length();
        byProfileOnly.clear();
        ofBase.clear();
        slips.clear();
        fallbacks.clear();
        List<ValidationMessage> messages = new ArrayList<>();
        List<String> brokeDownAt = new ArrayList<>();
        List<Undefined> undefined = new ArrayList<>();
        Element message = parsed(json, messages, brokeDownAt);
        if (message != null) {
            judge(message, messages, brokeDownAt);
            if (!packages.isEmpty()) {
                undefined(message, undefined);
            }
            for (Element entry : entries(message, new ArrayList<>())) {
                judge(entry, messages, brokeDownAt);
            }
        }
        List<Told> told =
                messages.stream()
                        .map(m ->
                                new Told(
                                        m,
                                        byProfileOnly.contains(m),
                                        Optional.ofNullable(slips.get(m))))
                        .toList();
        return new Judgement(told, brokeDownAt, new LinkedHashSet<>(fallbacks), undefined);
    }

    private @Nullable Element parsed(
            String json, List<ValidationMessage> messages, List<String> brokeDownAt) {
        try {
            JsonObject object =
                    org.hl7.fhir.utilities.json.parser.JsonParser.parseObject(json, true, true);
            var parser = new JsonParser(definitions, utilities);
            parser.setupValidation(ParserBase.ValidationPolicy.EVERYTHING);
            return parser.parse(messages, object);
        } catch (java.io.IOException | RuntimeException | Error e) {
            brokeDown(e);
            brokeDownAt.add("Bundle");
            return null;
        }
    }

    /// Something of one resource may be of a shape that the validator did not foresee. The others
    /// are judged all the same.
    private void judge(
            Element resource, List<ValidationMessage> messages, List<String> brokeDownAt) {
        try {
            List<ValidationMessage> found = new ArrayList<>();
            validate(null, found, null, resource, new ArrayList<>());
            found.forEach(message -> noteSlip(message, resource));
            messages.addAll(plain == null ? found : keptApart(found, resource, plain));
        } catch (RuntimeException | Error e) {
            brokeDown(e);
            brokeDownAt.add(resource.getPath());
        }
    }

    private static void brokeDown(Throwable cause) {
        if (cause instanceof VirtualMachineError fatal && !(cause instanceof StackOverflowError)) {
            throw fatal;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "OGMS-3106 The FHIR validator broke down: {0}",
                cause.getClass().getName());
    }

    /// Marks what only a profile forbids. Most messages tell that by themselves; only where one
    /// does not, the resource is judged by FHIR R4 alone as well.
    private List<ValidationMessage> keptApart(
            List<ValidationMessage> found, Element resource, ResourceValidator plain) {
        boolean isDoubtful = false;
        for (ValidationMessage message : found) {
            switch (origin(message)) {
                case BASE, NEITHER -> {}
                case PROFILE -> byProfileOnly.add(message);
                case UNCLEAR -> isDoubtful = true;
            }
        }
        if (!isDoubtful) {
            return found;
        }
        List<ValidationMessage> all = new ArrayList<>();
        plain.characters += resource.countDescendents() * CHARACTERS_OF_AN_ELEMENT;
        plain.validate(null, all, null, resource, new ArrayList<>());
        all.removeIf(m -> ValidatorWords.isToldElsewhere(m) || ValidatorWords.isLimit(m));
        Set<String> known = new HashSet<>();
        all.forEach(m -> known.add(essence(m)));
        for (ValidationMessage message : found) {
            if (known.add(essence(message))) {
                all.add(message);
                if (origin(message) == Origin.UNCLEAR) {
                    byProfileOnly.add(message);
                }
            }
        }
        return all;
    }

    private Origin origin(ValidationMessage message) {
        return ofBase.contains(message) ? Origin.BASE : origins.of(message);
    }

    private static List<Element> entries(Element element, List<Element> found) {
        for (Element child : element.getChildren()) {
            if (child.getSpecial() == Element.SpecialElement.BUNDLE_ENTRY) {
                found.add(child);
            }
            entries(child, found);
        }
        return found;
    }

    /// Codings are looked at wherever they are: the validator passes over some, such as the answers
    /// to a questionnaire that it does not have.
    private void undefined(Element element, List<Undefined> found) {
        if ("Coding".equals(element.fhirType())) {
            String system = element.getChildValue("system");
            if (system != null && packages.undefined(system).isPresent()) {
                found.add(new Undefined(system, path(element)));
            }
        }
        element.getChildren().forEach(child -> undefined(child, found));
    }

    /// The place of an element as FHIRPath.
    private static String path(Element element) {
        Element parent = element.hasParentForValidator() ? element.getParentForValidator() : null;
        if (parent == null) {
            return element.fhirType();
        }
        String name = element.getName();
        if (element.getProperty().isChoice()) {
            String choice = element.getProperty().getName().replace("[x]", "");
            name = choice + ".ofType(" + element.fhirType() + ")";
        } else if (element.hasIndex()
                && element.getSpecial() == null
                && element.getProperty().isList()) {
            name = name + "[" + element.getIndex() + "]";
        }
        return path(parent) + "." + name;
    }

    @Override
    public boolean startInner(
            ValidationContext context,
            List<ValidationMessage> errors,
            Element resource,
            Element element,
            StructureDefinition definition,
            NodeStack stack,
            boolean checkSpecials,
            ResourcePercentageLogger progress,
            ValidationMode mode,
            boolean isContained) {
        boolean isJudgedByItself = isJudgedByItself(element);
        if (isJudgedByItself && mode.getReason() == ValidationReason.MatchingSlice) {
            return true;
        }
        boolean isChosenHere = isJudgedByItself && mode.getReason() == ValidationReason.Validation;
        if (isChosenHere && mode.getSource() != ProfileSource.BaseDefinition) {
            // What the resource declares has been chosen together with what it must keep to.
            return true;
        }
        List<StructureDefinition> profiles =
                isChosenHere ? choice.of(element, fallbacks) : List.of();
        if (profiles.isEmpty()) {
            return super.startInner(
                    context,
                    errors,
                    resource,
                    element,
                    definition,
                    stack,
                    checkSpecials,
                    progress,
                    mode,
                    isContained);
        }
        List<ValidationMessage> found = new ArrayList<>();
        boolean isFirst = true;
        for (StructureDefinition profile : profiles) {
            stack.resetIds();
            super.startInner(
                    context,
                    found,
                    resource,
                    element,
                    profile,
                    stack,
                    checkSpecials && isFirst,
                    progress,
                    mode,
                    isContained);
            isFirst = false;
        }
        errors.addAll(found);
        return found.stream().noneMatch(ValidationMessage::isError);
    }

    private void noteSlip(ValidationMessage message, Element resource) {
        for (Slip slip : table.slips()) {
            if (slip.isBehind(message, resource)) {
                slips.put(message, slip);
            }
        }
    }

    private static boolean isJudgedByItself(Element element) {
        return element.getSpecial() == Element.SpecialElement.BUNDLE_ENTRY
                || (element.getSpecial() == null && element.getParentForValidator() == null);
    }

    @SuppressWarnings("ReferenceEquality") // elements have no equality of their own
    private static boolean isOther(Element one, Element other) {
        return one != other;
    }

    /// What two messages have in common that say the same of FHIR R4 and of a profile.
    private static String essence(ValidationMessage message) {
        return message.getMessageId()
                + " "
                + message.getLocation()
                + " "
                + URL.matcher(message.getMessage()).replaceAll("");
    }

    @Override
    public boolean checkSpecials(
            ValidationContext context,
            List<ValidationMessage> errors,
            Element element,
            NodeStack stack,
            boolean checkSpecials,
            ResourcePercentageLogger progress,
            ValidationMode mode,
            boolean isContained,
            boolean isValid) {
        boolean isOfEntryWithinBundle =
                element.getSpecial() == Element.SpecialElement.BUNDLE_ENTRY
                        && isOther(context.getResource(), element);
        if (isOfEntryWithinBundle) {
            return true;
        }
        // Rules for a type of resource as such, whatever the profile.
        List<ValidationMessage> special = new ArrayList<>();
        boolean isGood =
                super.checkSpecials(
                        context,
                        special,
                        element,
                        stack,
                        checkSpecials,
                        progress,
                        mode,
                        isContained,
                        isValid);
        ofBase.addAll(special);
        errors.addAll(special);
        return isGood;
    }

    @Override
    public boolean checkInvariant(
            ValidationContext context,
            List<ValidationMessage> errors,
            String path,
            StructureDefinition profile,
            Element resource,
            Element element,
            ElementDefinitionConstraintComponent invariant) {
        return ("ele-1".equals(invariant.getKey()) && hasContent(element))
                || super.checkInvariant(
                        context, errors, path, profile, resource, element, invariant);
    }

    /// The rule that every element must have a value or children, which is asked of every element,
    /// in place of its FHIRPath: `hasValue() or (children().count() > id.count())`.
    private static boolean hasContent(Element element) {
        if (element.isPrimitive() && element.hasValue()) {
            return true;
        }
        for (Element child : element.getChildren()) {
            if (!child.getName().equals("id")) {
                return true;
            }
        }
        return false;
    }
}
