package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Gate;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.gate.Scope;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.opengms.server.patient.OwnResources;
import org.opengms.server.persistence.ResourceStore.Stored;

/// Lets resources out through the gate, and through nothing else. What belongs to an order without
/// being about the person tested (the requester, a relative) is released to those who may read that
/// person's data. What belongs to no order yet, such as a specimen that waits for one, is released
/// to the organisation that sent or has it.
final class Release {
    /// LOINC *Genetic variation*: marks the observations that belong to a report.
    private static final String VARIANT = "code=69548-6";

    private static final Set<Scope.Interaction> READ_OR_SEARCH =
            EnumSet.of(Scope.Interaction.READ, Scope.Interaction.SEARCH);

    private final FhirContext fhir;
    private final Gate gate;
    private final ProtectedAddresses addresses;
    private final OwnResources own;
    private final Function<OrderId, Optional<PersonId>> personOf;

    /// @param personOf whom an order is for
    /// @param addresses whose address is protected
    /// @param own what patients read of their own
    Release(
            FhirContext fhir,
            Gate gate,
            Function<OrderId, Optional<PersonId>> personOf,
            ProtectedAddresses addresses,
            OwnResources own) {
        this.own = own;
        this.addresses = addresses;
        this.fhir = fhir;
        this.gate = gate;
        this.personOf = personOf;
    }

    /// Releases one resource that was asked for by its id.
    ///
    /// @throws ForbiddenOperationException if the gate denies
    /// @throws ResourceNotFoundException if it is not to be seen by the actor yet
    Resource one(Stored stored, Actor actor) {
        RequestScopes.check(stored.type(), Scope.Interaction.READ, actor);
        Optional<PersonId> person = person(stored);
        if (person.isEmpty()) {
            if (isOwn(stored, actor)) {
                return view(stored);
            }
            throw Answers.notAllowed(
                    stored.type(), "It belongs to no order yet, and another organisation sent it.");
        }
        if (isClosedToPatients(stored.type(), actor)) {
            throw Answers.notAllowed(stored.type(), "This is not part of your own page.");
        }
        try {
            return gate.release(
                    request(stored, person.get(), actor),
                    () -> {
                        if (isUnsigned(stored) && !isLaboratory(actor)) {
                            throw unsigned(stored);
                        }
                        return view(
                                shown(stored, person.get(), actor)
                                        .orElseThrow(() -> notOnPage(stored)));
                    });
        } catch (AccessDenied denied) {
            throw new ForbiddenOperationException(
                    denied.reason(),
                    OperationOutcomes.problem("NOT_ALLOWED", denied.reason(), stored.type()));
        }
    }

    private static ResourceNotFoundException unsigned(Stored stored) {
        String words = "The report is not signed yet, so it is not given out.";
        return new ResourceNotFoundException(
                words, OperationOutcomes.problem("NOT_FOUND", words, stored.type()));
    }

    private static ResourceNotFoundException notOnPage(Stored stored) {
        String words =
                "This is not on your own page, or not yet. Ask the clinic that ordered your test.";
        return new ResourceNotFoundException(
                words, OperationOutcomes.problem("NOT_FOUND", words, stored.type()));
    }

    /// What an actor gets of a resource that they may read.
    private Optional<Stored> shown(Stored stored, PersonId person, Actor actor) {
        return shown(stored, person, actor, new HashMap<>());
    }

    /// @param readings those that have begun
    private Optional<Stored> shown(
            Stored stored,
            PersonId person,
            Actor actor,
            Map<PersonId, OwnResources.Reading> readings) {
        return actor.has(Role.PATIENT)
                ? readings.computeIfAbsent(person, own::of).shown(stored)
                : Optional.of(stored);
    }

    /// Releases the matches of a search that the actor may see, in their order; the rest is left
    /// out.
    List<Stored> matches(List<Stored> found, Actor actor) {
        List<AccessRequest> requests = new ArrayList<>();
        List<Optional<PersonId>> persons = new ArrayList<>();
        for (Stored stored : found) {
            Optional<PersonId> person = person(stored);
            persons.add(person);
            person.ifPresent(p -> requests.add(request(stored, p, actor)));
        }
        List<Decision> decisions = gate.decideAll(requests);
        List<Stored> released = new ArrayList<>();
        Map<PersonId, OwnResources.Reading> readings = new HashMap<>();
        int decided = 0;
        for (int i = 0; i < found.size(); i++) {
            String type = found.get(i).type();
            boolean permitted =
                    persons.get(i).isEmpty()
                            ? !actor.has(Role.PATIENT)
                                    && actor.scopes()
                                            .missing(actor.roles(), type, READ_OR_SEARCH)
                                            .isEmpty()
                            : decisions.get(decided++) instanceof Decision.Permit;
            if (permitted
                    && !isClosedToPatients(type, actor)
                    && (isLaboratory(actor) || !isUnsigned(found.get(i)))) {
                Stored match = found.get(i);
                persons.get(i)
                        .map(person -> shown(match, person, actor, readings))
                        .orElseGet(() -> Optional.of(match))
                        .ifPresent(released::add);
            }
        }
        return released;
    }

    private static boolean isClosedToPatients(String type, Actor actor) {
        return actor.has(Role.PATIENT) && !FhirApi.TYPES_OF_PATIENTS.contains(type);
    }

    /// What goes out of a resource that was released.
    Resource view(Stored stored) {
        return views(List.of(stored)).getFirst();
    }

    /// The same of several, in their order.
    private List<Resource> views(List<Stored> all) {
        return addresses.without(all, this::person).stream()
                .map(stored -> Verbatim.of(fhir, stored))
                .toList();
    }

    /// Adds resources that were released to a Bundle, as what was searched for or comes with it.
    ///
    /// @param address of the interface, without a slash at its end
    void add(String address, Bundle bundle, List<Stored> all, Bundle.SearchEntryMode mode) {
        List<Resource> views = views(all);
        for (int i = 0; i < all.size(); i++) {
            Bundle.BundleEntryComponent entry = bundle.addEntry();
            entry.setFullUrl(address + "/" + all.get(i).reference());
            entry.setResource(views.get(i));
            entry.getSearch().setMode(mode);
        }
    }

    private static boolean isOwn(Stored stored, Actor actor) {
        return stored.owner().filter(actor.organisation()::equals).isPresent()
                || stored.submitter().filter(actor.organisation()::equals).isPresent();
    }

    private Optional<PersonId> person(Stored stored) {
        return stored.person().or(() -> stored.order().flatMap(personOf));
    }

    private static AccessRequest request(Stored stored, PersonId person, Actor actor) {
        return new AccessRequest(
                actor,
                purpose(actor),
                person,
                dataClass(stored.type()),
                stored.reference(),
                AccessRequest.FHIR,
                Emergency.of(actor));
    }

    private static Purpose purpose(Actor actor) {
        if (actor.has(Role.PATIENT)) {
            return Purpose.OWN_RECORD;
        }
        return isLaboratory(actor) ? Purpose.LABORATORY_WORK : Purpose.DIRECT_CARE;
    }

    private static boolean isLaboratory(Actor actor) {
        return actor.has(Role.LABORATORY) || actor.has(Role.SCIENTIST);
    }

    /// Whether a resource is part of a report that no scientist has signed.
    private static boolean isUnsigned(Stored stored) {
        return stored.status().equals("preliminary")
                && (stored.type().equals("DiagnosticReport")
                        || (stored.type().equals("Observation")
                                && stored.tokens().contains(VARIANT)));
    }

    private static DataClass dataClass(String type) {
        return switch (type) {
            case "Patient", "RelatedPerson" -> DataClass.DEMOGRAPHICS;
            case "Task" -> DataClass.TASK;
            case "Consent" -> DataClass.CONSENT;
            case "DiagnosticReport" -> DataClass.REPORT;
            default -> DataClass.ORDER;
        };
    }
}
