package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.people.NhsNumber;

/// Who is who in a Bundle: the same person may be an entry, kept by the service, or no more than an
/// identifier in a reference.
final class Persons {
    private final Bundle bundle;
    private final References references;

    Persons(Bundle bundle, References references) {
        this.bundle = bundle;
        this.references = references;
    }

    /// A person as a Bundle names them.
    ///
    /// @param entry the place of their Patient from 0, or -1
    /// @param reference by which they are named
    /// @param from the place of the entry that the reference stands in
    record Someone(int entry, Reference reference, int from) {}

    /// The person that a reference names.
    ///
    /// @param from the place of the entry that the reference stands in
    Someone named(Reference reference, int from) {
        int entry = references.entry(reference, from);
        boolean isPatient =
                entry >= 0 && bundle.getEntry().get(entry).getResource() instanceof Patient;
        return new Someone(isPatient ? entry : -1, reference, from);
    }

    /// What is known of a person, if their Patient is at hand.
    Optional<Patient> patient(Someone person) {
        if (person.entry() >= 0) {
            return Optional.of((Patient) bundle.getEntry().get(person.entry()).getResource());
        }
        return references
                .resource(person.reference(), person.from())
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast);
    }

    /// Whether a reference names a person: it leads to the same entry, or, where it leads to none,
    /// has the same identifier.
    ///
    /// @param entry the place of the entry that the reference stands in
    boolean isAbout(Reference subject, int entry, Someone person) {
        References.Target target = references.target(subject, entry);
        if (target instanceof References.Target.Entry found) {
            return found.entry() == person.entry();
        }
        if (target instanceof References.Target.Kept kept
                && references.target(person.reference(), person.from())
                        instanceof References.Target.Kept tested) {
            return isSame(kept.resource(), tested.resource());
        }
        Identifier said = subject.getIdentifier();
        return said.hasValue()
                && said.hasSystem()
                && identifiers(person).stream().anyMatch(i -> isSame(said, i));
    }

    /// Whether two identifiers are one.
    static boolean isSame(Identifier one, Identifier other) {
        return one.hasSystem()
                && one.hasValue()
                && other.hasValue()
                && text(one.getSystem()).equals(other.getSystem())
                && NhsNumber.unspaced(text(one.getValue()))
                        .equals(NhsNumber.unspaced(text(other.getValue())));
    }

    /// Whether two requests may be of one family: nothing is, of which each names another
    /// requisition. Who assigned it is written differently by different senders.
    static boolean mayBeOfOneFamily(ServiceRequest one, ServiceRequest other) {
        return !one.getRequisition().hasValue()
                || !other.getRequisition().hasValue()
                || areOfOneFamily(one, other);
    }

    /// Whether two requests name the same requisition.
    static boolean areOfOneFamily(ServiceRequest one, ServiceRequest other) {
        Identifier own = one.getRequisition();
        return own.hasValue()
                && text(own.getValue()).equals(other.getRequisition().getValue())
                && text(own.getSystem()).equals(text(other.getRequisition().getSystem()));
    }

    /// Every identifier that a person is known by.
    List<Identifier> identifiers(Someone person) {
        return person.entry() >= 0
                ? ((Patient) bundle.getEntry().get(person.entry()).getResource()).getIdentifier()
                : List.of(person.reference().getIdentifier());
    }

    private static boolean isSame(Resource one, Resource other) {
        String id = one.getIdElement().getIdPart();
        return id != null && id.equals(other.getIdElement().getIdPart());
    }
}
