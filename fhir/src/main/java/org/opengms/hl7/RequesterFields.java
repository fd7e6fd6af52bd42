package org.opengms.hl7;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.fhir.OrderSupplement.LocalIdentifier;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.FindingKind;

/// Who asks: the clinician and their organisation, from ORC, OBR, PV1 and MSH.
final class RequesterFields {
    private final Er7Message message;
    private final Er7Segment orc;
    private final Er7Segment obr;
    private final Told told;
    private final Places places;
    private String organisationName = "";

    RequesterFields(Er7Message message, Er7Segment orc, Er7Segment obr, Told told, Places places) {
        this.message = message;
        this.orc = orc;
        this.obr = obr;
        this.told = told;
        this.places = places;
    }

    private List<Er7Value> providers() {
        boolean inOrder = orc.has(12);
        places.put(
                Places.Part.REQUESTER,
                !inOrder && obr.has(16) ? obr.location(16) : orc.location(12));
        if (inOrder && orc.peek(12).whole().equals(obr.peek(16).whole())) {
            obr.pass(16);
        }
        return inOrder ? orc.values(12) : obr.values(16);
    }

    String name() {
        return providers().stream()
                .map(RequesterFields::name)
                .filter(n -> !n.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The name of a person as one text; empty where there is none.
    static String name(Er7Value provider) {
        String name =
                Stream.of(6, 3, 4, 2)
                        .map(provider::part)
                        .filter(p -> !p.isEmpty())
                        .collect(Collectors.joining(" "));
        boolean wordsAlone = name.isEmpty() && provider.part(1).matches(".*\\p{L} .*\\p{L}.*");
        return wordsAlone ? provider.part(1) : name;
    }

    Optional<LocalIdentifier> identifier() {
        return providers().stream()
                .filter(p -> !p.part(1).isEmpty() && !p.part(1).contains(" "))
                .map(p ->
                        PatientFields.local(
                                p.part(1), p.part(9).isEmpty() ? p.part(8) : p.part(9), p.part(13)))
                .findFirst();
    }

    /// The ODS code: of the ordering facility, else the entering organisation, else the sender.
    String ods() {
        places.put(Places.Part.ORDERING_SITE, orc.location(21));
        for (Er7Value facility : orc.values(21)) {
            organisationName = organisationName.isEmpty() ? facility.words(1) : organisationName;
            for (int component : List.of(10, 3)) {
                if (isCode(facility.part(component))) {
                    places.put(Places.Part.ORDERING_SITE, orc.location(21, 0, component));
                    return facility.part(component);
                }
            }
            if (isCode(facility.part(1))) {
                places.put(Places.Part.ORDERING_SITE, orc.location(21, 0, 1));
                organisationName = "";
                return facility.part(1);
            }
        }
        Er7Value entering = orc.value(17);
        if (organisationName.isEmpty()) {
            organisationName = entering.words(2);
        }
        if (isCode(entering.part(1))) {
            places.put(Places.Part.ORDERING_SITE, orc.location(17, 0, 1));
            return entering.part(1);
        }
        String sender = message.header().value(4).part(1);
        if (isCode(sender)) {
            places.put(Places.Part.ORDERING_SITE, message.header().location(4));
            told.find(
                    FindingKind.STRUCTURE_ADVICE,
                    orc.location(21),
                    "The order names no ordering organisation by its ODS code; the sending facility (MSH-4) was taken for it.",
                    "Give the organisation's ODS code in ORC-21.10, or ORC-21.3 or ORC-17.1 in older versions.");
            return sender;
        }
        return "";
    }

    /// What an organisation is called; known once its code was asked for.
    String organisationName() {
        return organisationName;
    }

    /// An ODS code among other texts: of its shape, and with a digit, since the shape alone fits
    /// any short name.
    private static boolean isCode(String text) {
        return OdsCode.isValid(text) && text.matches(".*[0-9].*") && !text.contains(" ");
    }

    /// The hospital service in words; a code alone is left to be told.
    String specialty() {
        Optional<Er7Segment> visit = message.first("PV1");
        if (visit.isEmpty() || !visit.get().peek(10).part(1).matches(".*\\p{L}{3}.*")) {
            return "";
        }
        places.put(Places.Part.SPECIALTY, visit.get().location(10));
        return visit.get().value(10).words(1);
    }
}
