package org.opengms.hl7;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opengms.fhir.OrderSupplement.Code;
import org.opengms.fhir.OrderSupplement.SpecimenCollection;
import org.opengms.fhir.Systems;
import org.opengms.orders.SpecimenDetails;

/// The specimens: SPM (2.5), else OBR-15 as in older versions.
final class SpecimenFields {
    /// HL7 table 0065: the specimen is there, or comes with the order.
    private static final Set<String> AT_HAND = Set.of("A", "O", "R", "S");

    private final List<SpecimenDetails> specimens = new ArrayList<>();
    private final List<SpecimenCollection> collections = new ArrayList<>();
    private final List<String> locations = new ArrayList<>();

    SpecimenFields(Er7Message message, Er7Segment obr, Places places) {
        obr.pass(7, 14);
        Optional<LocalDate> collected = Dates.day(obr.part(7));
        List<Er7Segment> segments = message.all("SPM");
        segments.forEach(spm -> specimen(spm, message, collected));
        if (segments.isEmpty() && (obr.has(15) || obr.has(7) || obr.has(14))) {
            ofRequest(obr, collected);
        }
        places.put(Places.Part.SPECIMENS, segments.isEmpty() ? obr.location(15) : "SPM");
        places.put(Places.Part.SPECIMENS, locations);
    }

    List<SpecimenDetails> specimens() {
        return specimens;
    }

    List<SpecimenCollection> collections() {
        return collections;
    }

    private void specimen(Er7Segment spm, Er7Message message, Optional<LocalDate> collected) {
        spm.pass(1);
        String label = spm.value(2).part(1).isEmpty() ? spm.value(2).part(2) : spm.value(2).part(1);
        if (label.isEmpty() && message.all("SPM").size() == 1) {
            label = message.first("SAC").map(sac -> sac.part(3)).orElse("");
        }
        String available = spm.part(20).toUpperCase(Locale.ROOT);
        specimens.add(
                new SpecimenDetails(
                        label,
                        spm.has(4) ? TestFields.words(spm.value(4)) : "",
                        !available.equals("N")));
        collections.add(
                new SpecimenCollection(
                        Dates.day(spm.part(17)).or(() -> collected),
                        code(spm.value(4)),
                        TestFields.words(spm.value(8))));
        locations.add(spm.location());
    }

    private static Optional<Code> code(Er7Value type) {
        for (int at : List.of(1, 4)) {
            String system = type.part(at + 2).toUpperCase(Locale.ROOT);
            if (!type.part(at).isEmpty()) {
                if (Set.of("SCT", "SNOMED-CT", "SNOMEDCT", "SNM3", "SNOMED CT").contains(system)) {
                    return Optional.of(new Code(Systems.SNOMED, type.part(at), type.words(at + 1)));
                }
                if (system.equals("HL70487")) {
                    return Optional.of(
                            new Code(
                                    "http://terminology.hl7.org/CodeSystem/v2-0487",
                                    type.part(at),
                                    type.words(at + 1)));
                }
            }
        }
        return Optional.empty();
    }

    /// OBR-15 says what kind of specimen the test takes; it is at hand if it was collected or
    /// received, or OBR-11 says that it comes with the order.
    private void ofRequest(Er7Segment obr, Optional<LocalDate> collected) {
        Er7Value source = obr.value(15);
        String type = source.part(1, 2).isEmpty() ? source.part(1) : source.part(1, 2);
        String action = obr.part(11).toUpperCase(Locale.ROOT);
        boolean available =
                AT_HAND.contains(action)
                        || ((collected.isPresent() || obr.has(14)) && action.isEmpty());
        specimens.add(new SpecimenDetails("", type.isEmpty() ? source.words(3) : type, available));
        String site = source.part(4, 2).isEmpty() ? source.part(4) : source.part(4, 2);
        collections.add(new SpecimenCollection(collected, Optional.empty(), site));
        locations.add(obr.has(15) ? obr.location(15) : obr.location(7));
    }
}
