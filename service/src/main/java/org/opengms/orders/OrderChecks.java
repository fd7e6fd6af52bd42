package org.opengms.orders;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;

/// The rules of orders for whoever judges an order without keeping it: a message that is only to be
/// validated, a file on disk.
public final class OrderChecks {
    private final OrderRules rules;

    OrderChecks(OrderRules rules) {
        this.rules = rules;
    }

    /// The rules without a service that knows people.
    ///
    /// @param directories in use now
    /// @param policy grades the findings
    public OrderChecks(
            Supplier<TestDirectories> directories,
            ServiceNetwork network,
            AcceptancePolicy policy,
            Clock clock) {
        this(new OrderRules(directories, network, new Nobody(), policy, clock));
    }

    /// Judges an order.
    public List<Finding> check(OrderRequest order) {
        return rules.check(order);
    }

    /// The method of the test that an order asks for, if the directory that applied on its date has
    /// that test.
    public Optional<TestMethod> methodAskedFor(OrderRequest order) {
        return rules.match(order).test().map(DirectoryTest::method);
    }

    private static final class Nobody implements People {
        @Override
        public Optional<Person> findByNhsNumber(NhsNumber number) {
            return Optional.empty();
        }

        @Override
        public Optional<Person> find(PersonId id) {
            return Optional.empty();
        }

        @Override
        public void add(Person person) {
            throw new UnsupportedOperationException("OGMS-2420 A check keeps nobody");
        }
    }
}
