package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.dataset.Fact;
import org.opengms.dataset.Facts;
import org.opengms.dataset.OrderData;
import org.opengms.dataset.Truth;

/// What an order says of those to be spoken with: who asks, who else, and who gets a copy of the
/// report. National messages give each as a PractitionerRole.
final class RequesterData {
    private final References references;
    private final int order;
    private final String orderPath;
    private final ServiceRequest request;

    RequesterData(References references, int order, ServiceRequest request) {
        this.references = references;
        this.order = order;
        this.orderPath = "Bundle.entry[" + order + "].resource";
        this.request = request;
    }

    List<OrderData.Part> read() {
        List<OrderData.Part> parts = new ArrayList<>();
        Role requester = role(request.getRequester(), order, orderPath + ".requester");
        parts.add(requester(requester));
        parts.addAll(furtherReportAddresses(requester));
        int number = 0;
        for (int i = 0; i < request.getExtension().size(); i++) {
            var extension = request.getExtension().get(i);
            if (Systems.ADDITIONAL_CONTACT.equals(extension.getUrl())
                    && extension.getValue() instanceof Reference reference) {
                Role contact = role(reference, order, orderPath + ".extension[" + i + "].value");
                number++;
                parts.add(contact(contact, number));
                parts.addAll(copies(contact, number));
            }
        }
        return parts;
    }

    /// Somebody, by their role if that is at hand.
    ///
    /// @param entry the place of the entry that the role's own references stand in
    /// @param path of the role; where it is not in the Bundle, of the reference to it
    /// @param isInBundle whether elements of the role have paths of their own
    private record Role(
            Optional<Resource> resource,
            Reference reference,
            int entry,
            String path,
            boolean isInBundle) {
        String at(String element) {
            return isInBundle ? path + "." + element : path;
        }

        Optional<PractitionerRole> role() {
            return resource.filter(PractitionerRole.class::isInstance)
                    .map(PractitionerRole.class::cast);
        }
    }

    private Role role(Reference reference, int from, String path) {
        return switch (references.target(reference, from)) {
            case References.Target.Entry found ->
                    new Role(
                            Optional.of(found.resource()),
                            reference,
                            found.entry(),
                            "Bundle.entry[" + found.entry() + "].resource",
                            true);
            case References.Target.Contained found ->
                    new Role(Optional.of(found.resource()), reference, from, path, false);
            case References.Target.Kept found ->
                    new Role(Optional.of(found.resource()), reference, from, path, false);
            case References.Target.Outside ignored ->
                    new Role(Optional.empty(), reference, from, path, false);
            case References.Target.Nowhere ignored ->
                    new Role(Optional.empty(), reference, from, path, false);
        };
    }

    private OrderData.Part requester(Role role) {
        Answers answers = new Answers("", "Req clinician - ");
        answers.item("Full name", name(role), role.at("practitioner"));
        answers.item(
                "Professional registration number",
                registration(role),
                role.at("practitioner.identifier"));
        telecoms(answers, role);
        organisation(answers, role);
        answers.item("Department name", departmentName(role), role.at("healthcareService"));
        answers.item("Department address", departmentAddress(role), role.at("location"));
        return answers.part(Facts.NONE);
    }

    private OrderData.Part contact(Role role, int number) {
        Answers answers = new Answers("contact " + number, "Additional contact - ");
        answers.item("Full name", name(role), role.at("practitioner"));
        telecoms(answers, role);
        organisation(answers, role);
        return answers.part(Facts.NONE);
    }

    // ---- the person

    private Optional<Practitioner> practitioner(Role role) {
        Optional<Resource> found =
                role.role().isPresent()
                        ? references.resource(role.role().get().getPractitioner(), role.entry())
                        : role.resource();
        return found.filter(Practitioner.class::isInstance).map(Practitioner.class::cast);
    }

    private Optional<String> name(Role role) {
        Optional<String> shown =
                role.role()
                        .filter(r -> r.getPractitioner().hasDisplay())
                        .map(r -> role.at("practitioner.display"));
        return shown.or(() ->
                        practitioner(role)
                                .filter(p ->
                                        p.getName().stream()
                                                .anyMatch(n -> n.hasText() || n.hasFamily()))
                                .map(p ->
                                        role.role().isPresent()
                                                ? role.at("practitioner")
                                                : role.at("name")))
                .or(() ->
                        Optional.of(role.reference())
                                .filter(r -> r.hasDisplay() && role.role().isEmpty())
                                .map(r -> role.at("display")));
    }

    private Optional<String> registration(Role role) {
        boolean referred =
                role.role()
                        .filter(r -> isRegistration(r.getPractitioner().getIdentifier()))
                        .isPresent();
        if (referred) {
            return Optional.of(role.at("practitioner.identifier.value"));
        }
        return practitioner(role)
                .filter(p ->
                        p.getIdentifier().stream().anyMatch(RequesterData::isRegistration)
                                || p.getQualification().stream()
                                        .flatMap(q -> q.getIdentifier().stream())
                                        .anyMatch(RequesterData::isRegistration))
                .map(p ->
                        role.role().isPresent() ? role.at("practitioner") : role.at("identifier"));
    }

    private static boolean isRegistration(Identifier identifier) {
        return Systems.REGISTRATIONS.contains(text(identifier.getSystem()))
                && identifier.hasValue();
    }

    // ---- how to reach them

    private void telecoms(Answers answers, Role role) {
        answers.item(
                "Phone",
                telecom(role, t -> t.getSystem() == ContactPoint.ContactPointSystem.PHONE),
                role.at("telecom"));
        answers.item(
                "Email address",
                telecom(role, t -> isEmail(t) && !isForReports(t)),
                role.at("telecom"));
    }

    private Optional<String> telecom(Role role, Predicate<ContactPoint> wanted) {
        List<ContactPoint> own =
                role.role()
                        .map(PractitionerRole::getTelecom)
                        .or(() -> practitioner(role).map(Practitioner::getTelecom))
                        .orElse(List.of());
        Optional<String> found =
                IntStream.range(0, own.size())
                        .filter(i -> own.get(i).hasValue() && wanted.test(own.get(i)))
                        .mapToObj(i -> role.at("telecom[" + i + "].value"))
                        .findFirst();
        return found.or(() ->
                practitioner(role)
                        .filter(p ->
                                p.getTelecom().stream()
                                        .anyMatch(t -> t.hasValue() && wanted.test(t)))
                        .map(p -> role.at("practitioner")));
    }

    private static boolean isEmail(ContactPoint telecom) {
        return telecom.getSystem() == ContactPoint.ContactPointSystem.EMAIL;
    }

    /// National messages mark addresses that reports go to with the comment `reporting`.
    private static boolean isForReports(ContactPoint telecom) {
        return Elements.extension(telecom.getExtension(), Systems.CONTACT_COMMENT)
                .filter(comment ->
                        text(comment.primitiveValue())
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("report"))
                .isPresent();
    }

    // ---- where they work

    private Optional<Organization> organization(Role role) {
        Optional<Resource> found =
                role.role().isPresent()
                        ? references.resource(role.role().get().getOrganization(), role.entry())
                        : role.resource();
        return found.filter(Organization.class::isInstance).map(Organization.class::cast);
    }

    private void organisation(Answers answers, Role role) {
        Reference referred = role.role().map(PractitionerRole::getOrganization).orElse(null);
        String path = role.role().isPresent() ? role.at("organization") : role.path();
        Optional<Organization> organization = organization(role);
        String at = referred == null ? path : entryOf(referred, role).orElse(path);
        answers.item(
                "Organisation name",
                referred != null && referred.hasDisplay()
                        ? Optional.of(path + ".display")
                        : organization.filter(Organization::hasName).map(o -> at + ".name"),
                path + ".display");
        answers.item(
                "Organisation address",
                organization
                        .filter(o -> o.getAddress().stream().anyMatch(RequesterData::isAddress))
                        .map(o -> at + ".address"),
                at + (organization.isPresent() ? ".address" : ""));
        boolean byReference = referred != null && isOds(referred.getIdentifier());
        answers.item(
                "Organisation ODS code",
                byReference
                        ? Optional.of(path + ".identifier.value")
                        : organization
                                .filter(o ->
                                        o.getIdentifier().stream().anyMatch(RequesterData::isOds))
                                .map(o -> at + ".identifier"),
                path + ".identifier.value");
    }

    /// The path of the entry that a reference leads to, if it is in the Bundle.
    private Optional<String> entryOf(Reference reference, Role role) {
        int entry = references.entry(reference, role.entry());
        return entry < 0 ? Optional.empty() : Optional.of("Bundle.entry[" + entry + "].resource");
    }

    private static boolean isOds(Identifier identifier) {
        return Systems.ODS_SYSTEMS.contains(text(identifier.getSystem())) && identifier.hasValue();
    }

    private static boolean isAddress(Address address) {
        return address.hasLine() || address.hasText() || address.hasPostalCode();
    }

    private Optional<String> departmentName(Role role) {
        if (role.role().isEmpty()) {
            return Optional.empty();
        }
        List<Reference> services = role.role().get().getHealthcareService();
        return IntStream.range(0, services.size())
                .filter(i ->
                        services.get(i).hasDisplay()
                                || references
                                        .resource(services.get(i), role.entry())
                                        .filter(s ->
                                                s instanceof HealthcareService service
                                                        && service.hasName())
                                        .isPresent())
                .mapToObj(i -> role.at("healthcareService[" + i + "]"))
                .findFirst()
                .or(() ->
                        Optional.of(role.at("location"))
                                .filter(at ->
                                        role.role().get().getLocation().stream()
                                                .anyMatch(Reference::hasDisplay)));
    }

    private Optional<String> departmentAddress(Role role) {
        if (role.role().isEmpty()) {
            return Optional.empty();
        }
        List<Reference> locations = role.role().get().getLocation();
        return IntStream.range(0, locations.size())
                .filter(i ->
                        references
                                .resource(locations.get(i), role.entry())
                                .filter(l ->
                                        l instanceof Location location
                                                && isAddress(location.getAddress()))
                                .isPresent())
                .mapToObj(i -> role.at("location[" + i + "]"))
                .findFirst();
    }

    // ---- copies of the report

    /// The requester's own address for reports is where the report goes; further ones may be
    /// copies, and a telecom has no room for a name.
    private List<OrderData.Part> furtherReportAddresses(Role requester) {
        List<String> addresses = reportAddresses(requester);
        List<OrderData.Part> parts = new ArrayList<>();
        for (int i = 1; i < addresses.size(); i++) {
            parts.add(
                    new Answers("report copy " + i, "Clinical report cc to - ")
                            .item(
                                    "Entity name",
                                    Optional.empty(),
                                    addresses.get(i).replaceAll("\\.value$", ""))
                            .item(
                                    "Email address",
                                    Optional.of(addresses.get(i)),
                                    requester.at("telecom"))
                            .part(Facts.NONE.with(Fact.REPORT_COPY_WANTED, Truth.CANNOT_TELL)));
        }
        return parts;
    }

    /// A further contact with an address for reports is to get a copy.
    private List<OrderData.Part> copies(Role contact, int number) {
        List<String> addresses = reportAddresses(contact);
        if (addresses.isEmpty()) {
            return List.of();
        }
        Optional<String> named =
                name(contact)
                        .or(() ->
                                contact.role()
                                        .filter(r -> r.getOrganization().hasDisplay())
                                        .map(r -> contact.at("organization.display")));
        return List.of(
                new Answers("report copy to contact " + number, "Clinical report cc to - ")
                        .item("Entity name", named, contact.at("practitioner.display"))
                        .item(
                                "Email address",
                                Optional.of(addresses.getFirst()),
                                contact.at("telecom"))
                        .part(Facts.NONE.with(Fact.REPORT_COPY_WANTED, Truth.YES)));
    }

    private List<String> reportAddresses(Role role) {
        List<ContactPoint> telecoms =
                role.role().map(PractitionerRole::getTelecom).orElse(List.of());
        return IntStream.range(0, telecoms.size())
                .filter(i ->
                        isEmail(telecoms.get(i))
                                && telecoms.get(i).hasValue()
                                && isForReports(telecoms.get(i)))
                .mapToObj(i -> role.at("telecom[" + i + "].value"))
                .toList();
    }
}
