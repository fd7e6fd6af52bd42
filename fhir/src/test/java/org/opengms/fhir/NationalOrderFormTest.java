package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.dataset.Answer;
import org.opengms.directory.TestMethod;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;
import org.opengms.testing.RealData;

/// What the service's own order form sends, judged by the national profiles.
@RealData
class NationalOrderFormTest {
    private static OrderForm form(
            String given, String indication, String test, SpecimenDetails specimen) {
        return new OrderForm(
                "WEB-1",
                new SubjectDetails(
                        Optional.of("9990000018"),
                        Optional.empty(),
                        "Sample",
                        given,
                        Optional.of(LocalDate.of(2015, 3, 9)),
                        Sex.FEMALE,
                        "ZZ99 3CZ"),
                "ZZ901",
                "Dr Example",
                "Clinical Genetics",
                indication,
                "Likely inborn error of metabolism",
                test,
                "Likely inborn error of metabolism - WGS",
                Priority.ROUTINE,
                LocalDate.of(2026, 1, 15),
                List.of(new PhenotypeObservation("HP:0001250", "Seizure", Presence.PRESENT)),
                Optional.of(RecordOfDiscussion.TO_FOLLOW),
                List.of(specimen),
                List.of("Sample note"),
                "1.0",
                "1.0",
                OrderSupplement.NONE);
    }

    /// What breaks a profile or FHIR itself, by its place.
    private static Set<String> broken(OrderForm form) {
        Set<String> broken = new TreeSet<>();
        National.STRUCTURE
                .check(Fixtures.TEXT.write(OrderBundleWriter.write(form)))
                .forEach(f -> {
                    if (f.kind() == FindingKind.PROFILE_INVALID || f.grade() == Grade.ERROR) {
                        broken.add(f.path() + " " + f.words());
                    }
                });
        return broken;
    }

    @ParameterizedTest
    @CsvSource({
        "Sam, GT317, SAMPLE-T1, Blood specimen, true",
        "Anne Marie, GT317, SAMPLE-T1, Blood specimen, true",
        "Sam, GT317, '', '', false",
    })
    void breaksNoProfile(String given, String test, String label, String type, boolean available) {
        assertEquals(
                Set.of(),
                broken(form(given, "TP229", test, new SpecimenDetails(label, type, available))));
    }

    /// The profile wants a package of the digital test directory; an older code has none to give.
    @Test
    void lacksOnlyThePackageWhereTheDirectoryHasNone() {
        Set<String> broken =
                broken(form("Sam", "R98", "R98.1", new SpecimenDetails("T1", "Blood", true)));
        assertEquals(1, broken.size(), broken::toString);
        assertTrue(broken.toString().contains("reasonCode:DGTSTestPackage is missing"));
    }

    /// Keeping to the profiles must not hide from the Minimum Data Set what nobody has said.
    @ParameterizedTest
    @CsvSource({
        "Patient - Ethnicity, false",
        "Req clinician - Phone, false",
        "Req clinician - Email address, false",
        "Req clinician - Professional registration number, false",
        "Sample/Biopsy - Sample id (many), false",
        "Sample/Biopsy - Type, false",
        "Req clinician - Full name, true",
        "Test request - Test Directory version, true",
        "Test request - Count of patients to be tested, true",
    })
    void answersWhatTheFormAsksAndNoMore(String item, boolean answered) {
        OrderForm form = form("Sam", "TP229", "GT317", new SpecimenDetails("", "", false));
        OrderMessage message =
                Fixtures.READER.read(
                        Fixtures.bundle(Fixtures.TEXT.write(OrderBundleWriter.write(form))));
        Answer answer =
                new DataSetReading(KnownResources.NONE)
                        .read(message, Optional.of(TestMethod.WGS))
                        .orElseThrow()
                        .answers(item)
                        .getFirst();
        assertEquals(answered, answer instanceof Answer.Present, answer::toString);
    }
}
