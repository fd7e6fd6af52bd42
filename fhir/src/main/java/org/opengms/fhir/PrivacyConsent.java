package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Period;
import org.opengms.consent.UseDecision;

/// What the provisions of a Consent say to one reading, as FHIR R4 and IHE *Privacy Consent on
/// FHIR* have it: the root provision says what holds, provisions inside it are exceptions. What an
/// exception leaves open it has from the provision around it. Of exceptions that fit, a deny holds
/// against a permit. What no provision speaks of is not decided, and not permitted.
public final class PrivacyConsent {
    private PrivacyConsent() {}

    /// One reading. Codes are compared without their systems, references as `Type/id`.
    ///
    /// @param purpose purpose of use, such as `HRESCH`
    /// @param on the day of the reading
    /// @param actors who reads, with the groups they belong to
    /// @param data the record, and what it is related to
    /// @param authors who wrote the record
    /// @param dataDay the day that the record is about, if known
    /// @param labels security labels of the record
    public record Reading(
            String purpose,
            LocalDate on,
            Set<String> actors,
            Set<String> data,
            Set<String> authors,
            Optional<LocalDate> dataDay,
            Set<String> labels) {
        public Reading {
            actors = Set.copyOf(actors);
            data = Set.copyOf(data);
            authors = Set.copyOf(authors);
            labels = Set.copyOf(labels);
        }
    }

    /// What a provision is limited to; an empty list limits nothing.
    private record Limits(
            List<String> purposes,
            Optional<Period> period,
            List<String> actors,
            List<Consent.provisionDataComponent> data,
            Optional<Period> dataPeriod,
            List<String> labels) {
        static Limits of(Consent.ProvisionComponent provision, Optional<Limits> around) {
            return new Limits(
                    inherited(codes(provision.getPurpose()), around.map(Limits::purposes)),
                    provision.hasPeriod()
                            ? Optional.of(provision.getPeriod())
                            : around.flatMap(Limits::period),
                    inherited(
                            provision.getActor().stream()
                                    .map(a -> text(a.getReference().getReference()))
                                    .toList(),
                            around.map(Limits::actors)),
                    inherited(provision.getData(), around.map(Limits::data)),
                    provision.hasDataPeriod()
                            ? Optional.of(provision.getDataPeriod())
                            : around.flatMap(Limits::dataPeriod),
                    inherited(codes(provision.getSecurityLabel()), around.map(Limits::labels)));
        }

        private static <T> List<T> inherited(List<T> own, Optional<List<T>> around) {
            return own.isEmpty() ? around.orElse(List.of()) : own;
        }

        private static List<String> codes(List<Coding> codings) {
            return codings.stream().map(c -> text(c.getCode())).toList();
        }

        boolean fit(Reading reading) {
            return (purposes.isEmpty() || purposes.contains(reading.purpose()))
                    && period.map(p -> holds(p, reading.on())).orElse(true)
                    && (actors.isEmpty() || actors.stream().anyMatch(reading.actors()::contains))
                    && (data.isEmpty() || data.stream().anyMatch(d -> fits(d, reading)))
                    && dataPeriod
                            .map(p -> reading.dataDay().filter(day -> holds(p, day)).isPresent())
                            .orElse(true)
                    && (labels.isEmpty() || labels.stream().anyMatch(reading.labels()::contains));
        }

        private static boolean fits(Consent.provisionDataComponent data, Reading reading) {
            String reference = text(data.getReference().getReference());
            if (data.getMeaning() == null) {
                return false;
            }
            return switch (data.getMeaning()) {
                case AUTHOREDBY -> reading.authors().contains(reference);
                case INSTANCE, RELATED, DEPENDENTS -> reading.data().contains(reference);
                case NULL -> false;
            };
        }

        private static boolean holds(Period period, LocalDate day) {
            return PatientReading.day(period.getStartElement()).filter(day::isBefore).isEmpty()
                    && PatientReading.day(period.getEndElement()).filter(day::isAfter).isEmpty();
        }
    }

    /// Decides.
    public static UseDecision decide(Consent consent, Reading reading) {
        if (consent.getStatus() != Consent.ConsentState.ACTIVE) {
            return new UseDecision.Abstain("The Consent is not in force.");
        }
        if (!consent.hasProvision()) {
            return new UseDecision.Abstain("The Consent has no provision.");
        }
        return answers(consent.getProvision(), Optional.empty(), reading)
                .reduce((first, second) -> first instanceof UseDecision.Deny ? first : second)
                .orElseGet(() ->
                        new UseDecision.Abstain("No provision of the Consent speaks of this."));
    }

    /// The answers of the innermost provisions that fit.
    private static Stream<UseDecision> answers(
            Consent.ProvisionComponent provision, Optional<Limits> around, Reading reading) {
        Limits limits = Limits.of(provision, around);
        List<UseDecision> exceptions = new ArrayList<>();
        for (Consent.ProvisionComponent inside : provision.getProvision()) {
            answers(inside, Optional.of(limits), reading).forEach(exceptions::add);
        }
        if (!exceptions.isEmpty()) {
            return exceptions.stream();
        }
        if (provision.getType() == null || !limits.fit(reading)) {
            return Stream.empty();
        }
        return switch (provision.getType()) {
            case PERMIT ->
                    Stream.of(new UseDecision.Permit("A provision of the Consent permits it."));
            case DENY -> Stream.of(new UseDecision.Deny("A provision of the Consent forbids it."));
            case NULL -> Stream.empty();
        };
    }
}
