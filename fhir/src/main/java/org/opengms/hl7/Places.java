package org.opengms.hl7;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;

/// Where in the message the parts of the Bundle come from.
final class Places {
    private final Map<Part, String> parts = new HashMap<>();
    private final Map<Part, List<String>> lists = new HashMap<>();

    /// A part of an order.
    enum Part {
        REQUESTER,
        ORDERING_SITE,
        SPECIALTY,
        PATIENT,
        NHS_NUMBER,
        NAME,
        BIRTH_DATE,
        SEX,
        ADDRESS,
        ORDER,
        TEST,
        INDICATION,
        PRIORITY,
        AUTHORED_ON,
        RECORD_OF_DISCUSSION,
        FEATURES,
        SPECIMENS,
        RELATIVES,
        MESSAGE
    }

    void put(Part part, String location) {
        parts.put(part, location);
    }

    void put(Part part, List<String> locations) {
        lists.put(part, List.copyOf(locations));
    }

    /// By FHIRPath into a Bundle of the writer of order forms.
    Map<String, String> of(Bundle bundle) {
        Map<String, String> paths = new HashMap<>();
        int features = 0;
        int specimens = 0;
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            String at = "Bundle.entry[" + i + "].resource";
            switch (bundle.getEntry().get(i).getResource().fhirType()) {
                case "PractitionerRole" -> {
                    put(paths, at, Part.REQUESTER);
                    put(paths, at + ".organization", Part.ORDERING_SITE);
                    put(paths, at + ".specialty", Part.SPECIALTY);
                }
                case "Patient" -> {
                    put(paths, at, Part.PATIENT);
                    put(paths, at + ".identifier", Part.NHS_NUMBER);
                    put(paths, at + ".name", Part.NAME);
                    put(paths, at + ".birthDate", Part.BIRTH_DATE);
                    put(paths, at + ".gender", Part.SEX);
                    put(paths, at + ".address", Part.ADDRESS);
                }
                case "ServiceRequest" -> {
                    put(paths, at, Part.ORDER);
                    put(paths, at + ".code", Part.TEST);
                    put(paths, at + ".reasonCode", Part.INDICATION);
                    put(paths, at + ".priority", Part.PRIORITY);
                    put(paths, at + ".authoredOn", Part.AUTHORED_ON);
                    put(paths, at + ".requester", Part.REQUESTER);
                    put(paths, at + ".subject", Part.PATIENT);
                    put(paths, at + ".specimen", Part.SPECIMENS);
                    put(paths, at + ".supportingInfo", Part.FEATURES);
                }
                case "Observation" -> put(paths, at, Part.FEATURES, features++);
                case "Specimen" -> put(paths, at, Part.SPECIMENS, specimens++);
                case "Consent" -> put(paths, at, Part.RECORD_OF_DISCUSSION);
                case "RelatedPerson" -> put(paths, at, Part.RELATIVES);
                case "DocumentReference" -> put(paths, at, Part.MESSAGE);
                default -> {
                    // Of the rest the rules of orders say nothing.
                }
            }
        }
        put(paths, "Bundle", Part.ORDER);
        return paths;
    }

    private void put(Map<String, String> paths, String path, Part part) {
        String location = parts.get(part);
        if (location != null) {
            paths.put(path, location);
        }
    }

    private void put(Map<String, String> paths, String path, Part part, int number) {
        List<String> locations = lists.getOrDefault(part, List.of());
        if (number < locations.size()) {
            paths.put(path, locations.get(number));
        } else {
            put(paths, path, part);
        }
    }
}
