package org.opengms.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;

/// People in memory; one NHS number belongs to one person.
public final class FakePeople implements People {
    private final List<Person> all = new ArrayList<>();

    @Override
    public Optional<Person> findByNhsNumber(NhsNumber number) {
        return all.stream()
                .filter(p -> p.nhsNumber().filter(number::equals).isPresent())
                .findFirst();
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return all.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    @Override
    public void add(Person person) {
        if (person.nhsNumber().flatMap(this::findByNhsNumber).isPresent()
                || find(person.id()).isPresent()) {
            throw new IllegalStateException("This person is kept already.");
        }
        all.add(person);
    }

    /// Everyone kept, in the order of arrival.
    public List<Person> all() {
        return List.copyOf(all);
    }
}
