package org.opengms.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/// The elements of resources with their FHIRPath.
final class Elements {
    private Elements() {}

    /// A reference and where it stands.
    ///
    /// @param path FHIRPath of the Reference
    record Referred(String path, Reference reference) {}

    /// Visits every element below a root, parents first.
    ///
    /// @param path FHIRPath of the root
    static void visit(Base root, String path, BiConsumer<String, Base> visitor) {
        visitor.accept(path, root);
        for (Property property : root.children()) {
            String name = property.getName().replace("[x]", "");
            List<Base> values = property.getValues();
            for (int i = 0; i < values.size(); i++) {
                Base value = values.get(i);
                if (value != null && !value.isEmpty()) {
                    String at = path + "." + name;
                    visit(value, property.isList() ? at + "[" + i + "]" : at, visitor);
                }
            }
        }
    }

    /// A copy in which an element that has an id or an extension but no value counts as absent, so
    /// that what HAPI calls present always has a value. Why an identifier has no value is kept, as
    /// an extension of the identifier.
    @SuppressWarnings("unchecked")
    static <T extends Resource> T valued(T resource) {
        T copy = (T) resource.copy();
        visit(
                copy,
                "",
                (path, element) -> {
                    if (element instanceof Identifier identifier
                            && identifier.getValueElement().getValue() == null) {
                        List.copyOf(identifier.getValueElement().getExtension())
                                .forEach(identifier::addExtension);
                    }
                    if (element instanceof PrimitiveType<?> primitive
                            && primitive.getValue() == null) {
                        primitive.setId(null);
                        primitive.setExtension(null);
                    }
                });
        return copy;
    }

    /// Whether a value stands in for one that is not given, with or without the reason.
    static boolean isSaidToBeAbsent(@Nullable Type value) {
        return value != null
                && value.hasExtension(Systems.DATA_ABSENT)
                && value.children().stream()
                        .filter(p -> !p.getName().equals("extension"))
                        .noneMatch(Property::hasValues);
    }

    /// Every reference of a resource, contained resources included.
    static List<Referred> references(Resource resource, String path) {
        List<Referred> found = new ArrayList<>();
        visit(
                resource,
                path,
                (at, element) -> {
                    if (element instanceof Reference reference) {
                        found.add(new Referred(at, reference));
                    }
                });
        return found;
    }

    /// The value of the first identifier of one of the systems, as given.
    static Optional<String> identifier(
            List<Identifier> identifiers, java.util.Set<String> systems) {
        return identifiers.stream()
                .filter(i -> systems.contains(text(i.getSystem())) && i.hasValue())
                .map(Identifier::getValue)
                .findFirst();
    }

    /// The value of the first extension with this address.
    static Optional<Type> extension(List<Extension> extensions, String url) {
        return extensions.stream()
                .filter(e -> url.equals(e.getUrl()) && e.hasValue())
                .map(Extension::getValue)
                .findFirst();
    }

    /// A text that FHIR may leave out.
    static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
