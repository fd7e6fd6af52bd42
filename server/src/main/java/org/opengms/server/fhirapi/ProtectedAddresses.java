package org.opengms.server.fhirapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opengms.people.AddressProtection;
import org.opengms.people.PersonId;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.ResourceStore.Stored;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Takes out of a resource what tells where a person is whose address is protected. It is the one
/// exception to sending resources as they were kept; what is taken out stays kept, in versions that
/// nobody is sent.
///
/// Elements that locate are taken out of people, places and documents by their name. Every other
/// text that repeats something the person was ever sent with (a line of the address, the postcode,
/// a telephone number, an email address, their practice) is replaced whole.
final class ProtectedAddresses {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Versions of a person that are looked through.
    private static final int MOST_VERSIONS = 200;

    /// Shorter texts stand in too many others to tell a place.
    private static final int SHORTEST_TRACE = 5;

    private static final String IN_ITS_PLACE = "Not shown: the address is protected.";

    /// Elements of a person that locate them, or lead to somebody who can. A narrative repeats what
    /// the elements say, and extensions tell places too.
    private static final List<String> LOCATING =
            List.of(
                    "address",
                    "_address",
                    "telecom",
                    "_telecom",
                    "contact",
                    "generalPractitioner",
                    "managingOrganization",
                    "photo",
                    "text",
                    "extension");

    private static final Set<String> PEOPLE = Set.of("Patient", "RelatedPerson", "Person");
    private static final Set<String> PLACES =
            Set.of(
                    "Organization",
                    "Location",
                    "HealthcareService",
                    "Practitioner",
                    "PractitionerRole");

    private final AddressProtection protection;
    private final ResourceStore store;

    ProtectedAddresses(AddressProtection protection, ResourceStore store) {
        this.protection = protection;
        this.store = store;
    }

    /// Resources as they go out, in their order.
    ///
    /// @param person whose a resource is
    List<Stored> without(List<Stored> all, Function<Stored, Optional<PersonId>> person) {
        List<Set<PersonId>> about = all.stream().map(one -> about(one, person.apply(one))).toList();
        Set<PersonId> restricted =
                protection.restricted(
                        about.stream().flatMap(Set::stream).collect(Collectors.toSet()));
        List<Stored> without = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Set<PersonId> ofOne = new HashSet<>(about.get(i));
            ofOne.retainAll(restricted);
            without.add(ofOne.isEmpty() ? all.get(i) : without(all.get(i), ofOne));
        }
        return without;
    }

    private Set<PersonId> about(Stored stored, Optional<PersonId> person) {
        Set<PersonId> persons = new HashSet<>();
        person.ifPresent(persons::add);
        if (stored.type().equals("Bundle")) {
            // A message may be about a whole family.
            persons.addAll(store.personsWith(numbers(JSON.readTree(stored.body()))));
        }
        return persons;
    }

    private Stored without(Stored stored, Set<PersonId> restricted) {
        JsonNode tree = JSON.readTree(stored.body());
        Traces traces = traces(restricted);
        find(tree, traces);
        if (tree instanceof ObjectNode resource) {
            redact(resource, stored.reference(), traces);
            scrub(resource, traces);
        }
        return stored.with(JSON.writeValueAsString(tree));
    }

    private static Set<String> numbers(JsonNode bundle) {
        Set<String> numbers = new HashSet<>();
        for (JsonNode entry : bundle.path("entry")) {
            for (JsonNode identifier : entry.path("resource").path("identifier")) {
                numbers.add(identifier.path("value").asString("").replaceAll("[^0-9]", ""));
            }
        }
        return numbers;
    }

    /// What leads to the persons.
    ///
    /// @param texts that locate them, in lower case, without spaces
    /// @param practices references to practices and what manages their record
    private record Traces(Set<String> texts, Set<String> practices) {}

    private Traces traces(Set<PersonId> persons) {
        Traces traces = new Traces(new HashSet<>(), new HashSet<>());
        for (PersonId person : persons) {
            for (String text : store.patientTexts(person, MOST_VERSIONS)) {
                find(JSON.readTree(text), traces);
            }
        }
        return traces;
    }

    /// Finds what locates people in a resource, in what it contains and in its entries.
    private static void find(JsonNode resource, Traces traces) {
        if (PEOPLE.contains(resource.path("resourceType").asString(""))) {
            for (JsonNode address : resource.path("address")) {
                address.path("line").forEach(line -> trace(line, traces));
                trace(address.path("postalCode"), traces);
                trace(address.path("text"), traces);
            }
            resource.path("telecom").forEach(one -> trace(one.path("value"), traces));
            for (JsonNode practice : resource.path("generalPractitioner")) {
                practice(practice, traces);
            }
            practice(resource.path("managingOrganization"), traces);
        }
        resource.path("contained").forEach(one -> find(one, traces));
        resource.path("entry").forEach(entry -> find(entry.path("resource"), traces));
    }

    private static void practice(JsonNode reference, Traces traces) {
        String to = reference.path("reference").asString("");
        if (!to.isEmpty()) {
            traces.practices().add(to);
        }
        trace(reference.path("display"), traces);
        trace(reference.path("identifier").path("value"), traces);
    }

    private static void trace(JsonNode text, Traces traces) {
        String plain = plain(text.asString(""));
        if (plain.length() >= SHORTEST_TRACE) {
            traces.texts().add(plain);
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    }

    /// @param reference by which others refer to the resource
    private static void redact(ObjectNode resource, String reference, Traces traces) {
        String type = resource.path("resourceType").asString("");
        resource.remove("text");
        if (PEOPLE.contains(type)) {
            resource.remove(LOCATING);
            mark(resource);
        } else if (traces.practices().contains(reference)) {
            List<String> names = new ArrayList<>(resource.propertyNames());
            names.removeAll(List.of("resourceType", "id", "meta"));
            resource.remove(names);
            mark(resource);
        } else if (PLACES.contains(type)) {
            resource.remove(List.of("address", "telecom", "contact", "position"));
            mark(resource);
        } else if (type.equals("DocumentReference")) {
            resource.path("content").forEach(one -> noText(one.path("attachment")));
            mark(resource);
        } else if (type.equals("Media")) {
            noText(resource.path("content"));
            mark(resource);
        }
        for (JsonNode one : resource.path("contained")) {
            if (one instanceof ObjectNode inside) {
                redact(inside, "#" + inside.path("id").asString(""), traces);
            }
        }
        for (JsonNode entry : resource.path("entry")) {
            if (entry.path("resource") instanceof ObjectNode inside) {
                redact(inside, entry.path("fullUrl").asString(""), traces);
            }
        }
    }

    /// A scanned form or letter has an address on it, and cannot be looked through.
    private static void noText(JsonNode attachment) {
        if (attachment instanceof ObjectNode known) {
            known.remove(List.of("data", "url", "hash"));
        }
    }

    /// Says that something was taken out (HL7 v3 *ObservationValue* REDACTED, as FHIR's security
    /// labels use it).
    private static void mark(ObjectNode resource) {
        ObjectNode meta =
                resource.path("meta") instanceof ObjectNode known
                        ? known
                        : resource.putObject("meta");
        ArrayNode security =
                meta.path("security") instanceof ArrayNode known
                        ? known
                        : meta.putArray("security");
        security.addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue")
                .put("code", "REDACTED");
    }

    /// Replaces every text that repeats what locates the persons.
    private static void scrub(JsonNode node, Traces traces) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode value = object.path(name);
                if (value instanceof StringNode text && tells(text.stringValue(), traces)) {
                    object.put(name, IN_ITS_PLACE);
                } else {
                    scrub(value, traces);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof StringNode text && tells(text.stringValue(), traces)) {
                    array.set(i, StringNode.valueOf(IN_ITS_PLACE));
                } else {
                    scrub(array.get(i), traces);
                }
            }
        }
    }

    private static boolean tells(String text, Traces traces) {
        String plain = plain(text);
        return traces.texts().stream().anyMatch(plain::contains);
    }
}
