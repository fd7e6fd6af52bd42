package org.opengms.server.desk;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.dataset.MinimumDataSet;
import org.opengms.fhir.DataSetReading;
import org.opengms.fhir.FhirProblem;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.KnownResources;
import org.opengms.fhir.NhsNumbers;
import org.opengms.fhir.OrderMessage;
import org.opengms.fhir.OrderReader;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.OrderChecks;
import org.opengms.orders.ParticipantRole;

/// Judges messages: what is found in one, and whether it would be refused. Nothing is kept, and the
/// same judgement stands behind an order that is sent, one that is only to be validated, and a file
/// on disk.
public final class Examination {
    private final StructureCheck structure;
    private final FhirText text;
    private final OrderReader reader;
    private final NhsNumbers numbers;
    private final DataSetReading items = new DataSetReading(KnownResources.NONE);
    private final Optional<MinimumDataSet> dataSet;
    private final AcceptancePolicy policy;
    private final OrderChecks rules;

    /// @param structure judges the message by its definitions
    /// @param dataSet items that an order is asked for, if any
    /// @param policy grades the findings
    /// @param rules that an order is judged by
    public Examination(
            FhirContext fhir,
            StructureCheck structure,
            OrderReader reader,
            Optional<MinimumDataSet> dataSet,
            AcceptancePolicy policy,
            OrderChecks rules) {
        this.structure = structure;
        this.text = new FhirText(fhir);
        this.reader = reader;
        this.numbers = new NhsNumbers(fhir, policy);
        this.dataSet = dataSet;
        this.policy = policy;
        this.rules = rules;
    }

    /// Judges the text of a message by the definitions of its resources, before anything is read
    /// from it. The service knows one, [org.opengms.fhir.FhirStructure]; a measurement that is not
    /// about validation brings the verdicts that this one gave beforehand.
    @FunctionalInterface
    public interface StructureCheck {
        /// What is found in a message.
        ///
        /// @param json one resource
        /// @throws FhirProblem if it cannot be read at all
        List<Finding> check(String json);
    }

    /// What came of it.
    ///
    /// @param resourceType what the message is, such as `Bundle`
    /// @param findings of every check, those of the structure first
    /// @param bundle the message, if it is a Bundle
    /// @param order the order in it, if it brings one
    public record Result(
            String resourceType,
            List<Finding> findings,
            Optional<Bundle> bundle,
            Optional<OrderMessage> order) {
        public Result {
            findings = List.copyOf(findings);
        }

        /// Whether a finding refuses the message.
        public boolean isRefused() {
            return AcceptancePolicy.refuses(findings);
        }

        /// Never the content: it is personal data.
        @Override
        public String toString() {
            return "Result[" + findings.size() + " findings]";
        }
    }

    /// Judges a message. A transaction Bundle that brings an order is judged as an order; anything
    /// else by its structure.
    ///
    /// @param json one resource
    /// @throws FhirProblem if it cannot be read at all
    public Result examine(String json) {
        Result read = read(json);
        List<OrderMessage.Ordered> orders =
                read.order().map(OrderMessage::orders).orElse(List.of());
        if (orders.isEmpty()) {
            return read;
        }
        List<Finding> findings = new ArrayList<>(read.findings());
        for (OrderMessage.Ordered order : orders) {
            rules.check(order.request()).stream()
                    .filter(f -> !findings.contains(f))
                    .forEach(findings::add);
        }
        return new Result(read.resourceType(), findings, read.bundle(), read.order());
    }

    /// Reads a message and judges all of it but the order's own rules, which need to be judged in
    /// the transaction that keeps it.
    ///
    /// @param json one resource
    /// @throws FhirProblem if it cannot be read at all
    Result read(String json) {
        List<Finding> findings = new ArrayList<>(structure.check(json));
        String type = text.type(json);
        if (!type.equals("Bundle")) {
            findings.addAll(numbers.check(json));
            return new Result(type, findings, Optional.empty(), Optional.empty());
        }
        Bundle bundle = text.read(json, Bundle.class);
        if (!bringsAnOrder(bundle)) {
            findings.addAll(numbers.check(bundle));
            return new Result(type, findings, Optional.of(bundle), Optional.empty());
        }
        OrderMessage message = reader.read(bundle);
        findings.addAll(message.findings());
        dataSet.ifPresent(set -> findings.addAll(lacking(set, message)));
        return new Result(type, findings, Optional.of(bundle), Optional.of(message));
    }

    /// What the orders of a message lack of the data set, which is asked for each proband.
    private List<Finding> lacking(MinimumDataSet set, OrderMessage message) {
        List<Finding> findings = new ArrayList<>();
        for (OrderMessage.Ordered order : message.orders()) {
            boolean asked =
                    message.chief().filter(order::equals).isPresent()
                            || order.request().context().role() == ParticipantRole.PROBAND;
            if (asked) {
                items
                        .read(message.only(order), rules.methodAskedFor(order.request()))
                        .map(data -> set.check(data, policy))
                        .orElse(List.of())
                        .stream()
                        .filter(f -> !findings.contains(f))
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    /// A Bundle without an order, read as one: its findings say what is missing.
    OrderMessage orderless(Bundle bundle) {
        return reader.read(bundle);
    }

    /// Whether a Bundle is meant to make a new order: it creates a ServiceRequest.
    private static boolean bringsAnOrder(Bundle bundle) {
        return bundle.getType() == Bundle.BundleType.TRANSACTION
                && bundle.getEntry().stream()
                        .anyMatch(entry ->
                                entry.getResource() instanceof ServiceRequest
                                        && (!entry.hasRequest()
                                                || entry.getRequest().getMethod()
                                                        != Bundle.HTTPVerb.PUT));
    }
}
