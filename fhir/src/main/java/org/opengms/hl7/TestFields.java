package org.opengms.hl7;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.orders.FindingKind;
import org.opengms.routing.Priority;

/// What is asked for and how soon, from OBR, ORC, TQ1, and the answers that name a test.
///
/// A code in the place for codes is the order. A code that only stands in words never replaces it:
/// where the two name different indications that is told, and the words stay for whoever looks at
/// the order. Only where the place for codes holds none of the directory is the code of the words
/// taken, if all words agree on it.
final class TestFields {
    private static final Pattern DIRECTORY_CODE =
            Pattern.compile("(?:TP|GT|[RM])[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern INDICATION_CODE = Pattern.compile("(?:TP|[RM])[0-9]+");

    /// A code at the beginning of words, as in `R125: Thoracic aortic aneurysm`.
    private static final Pattern CODE_IN_WORDS =
            Pattern.compile(
                    "^\\s*\\(?((?:TP|GT|[RM])[0-9]{1,4}(?:\\.[0-9]{1,3})?)\\)?(?:\\s*[:\u2013\u2014-]|\\s+\\p{L}|\\s*$)");

    private final Er7Message message;
    private final Er7Segment orc;
    private final Er7Segment obr;
    private final Told told;
    private final Places places;
    private final Map<String, String> inWords = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    TestFields(Er7Message message, Er7Segment orc, Er7Segment obr, Told told, Places places) {
        this.message = message;
        this.orc = orc;
        this.obr = obr;
        this.told = told;
        this.places = places;
    }

    /// The test and its reason.
    ///
    /// @param notes what was said of them and is not code or name
    record Asked(
            String indicationCode,
            String indicationName,
            String testCode,
            String testName,
            List<String> notes) {}

    private record Coded(String code, String name, String location) {}

    /// Words of an answer that may name the test.
    void answer(String words, String location) {
        codeInWords(words).ifPresent(code -> inWords.putIfAbsent(location, code));
    }

    Asked read() {
        Optional<Coded> inRequest = coded(obr, 4);
        Optional<Coded> reason = coded(obr, 31);
        Er7Value service = obr.value(4);
        String name = service.words(2).isEmpty() ? service.words(5) : service.words(2);
        if (name.isEmpty() && inRequest.isEmpty()) {
            name = service.words(1);
        }
        places.put(Places.Part.TEST, inRequest.map(Coded::location).orElse(obr.location(4)));
        places.put(
                Places.Part.INDICATION,
                reason.or(() -> inRequest).map(Coded::location).orElse(obr.location(4)));
        Optional<Coded> asked = inRequest;
        if (inRequest.isEmpty() && reason.isEmpty()) {
            asked = fromWords(name);
        } else {
            compareWords(inRequest.or(() -> reason).orElseThrow().code());
        }
        if (reason.isEmpty() && obr.has(31)) {
            notes.add("Reason for the test: " + words(obr.value(31)));
        }
        return asked(asked, reason, name);
    }

    private Asked asked(Optional<Coded> asked, Optional<Coded> reason, String name) {
        String code = asked.map(Coded::code).orElse("");
        String shown = asked.map(Coded::name).filter(n -> !n.isEmpty()).orElse(name);
        String reasonCode = reason.map(Coded::code).orElse("");
        String reasonName = reason.map(Coded::name).orElse("");
        if (!INDICATION_CODE.matcher(code).matches()) {
            String own = reasonCode.isEmpty() ? indicationOf(code) : reasonCode;
            return new Asked(own, reasonName, code, shown, notes);
        }
        if (reasonCode.isEmpty() || reasonCode.equals(code)) {
            return new Asked(code, shown.isEmpty() ? reasonName : shown, "", "", notes);
        }
        if (indicationOf(reasonCode).equals(code)) {
            return new Asked(code, shown, reasonCode, reasonName, notes);
        }
        told.find(
                FindingKind.TEST_CODE_AND_TEXT_DIFFER,
                obr.location(31),
                "The order is for indication %s (OBR-4), and its reason is given as %s. What OBR-4 says was taken; the other is kept as a note."
                        .formatted(code, reasonCode),
                "Check which is meant; if the other, cancel this order and send it anew.");
        notes.add("Reason for the test: " + reasonCode + " " + reasonName);
        return new Asked(code, shown, "", "", notes);
    }

    /// The indication that a test code of the old directory names before its dot.
    private static String indicationOf(String code) {
        return code.matches("[RM][0-9]+\\.[0-9]+") ? code.substring(0, code.indexOf('.')) : "";
    }

    /// The code of the directory in a coded field: the first place or the alternative one. Words
    /// beside it that begin with a code are remembered.
    private Optional<Coded> coded(Er7Segment segment, int field) {
        Er7Value value = segment.value(field);
        Optional<Coded> found = Optional.empty();
        for (int at : List.of(1, 4)) {
            Optional<String> code = directoryCode(value.part(at), segment.location(field, 0, at));
            if (code.isPresent() && found.isEmpty()) {
                found =
                        Optional.of(
                                new Coded(
                                        code.get(),
                                        value.words(at + 1),
                                        segment.location(field, 0, at)));
            } else if (code.isPresent()) {
                inWords.putIfAbsent(segment.location(field, 0, at), code.get());
            }
            String words = value.words(at + 1);
            codeInWords(words)
                    .ifPresent(c -> inWords.putIfAbsent(segment.location(field, 0, at + 1), c));
            if (code.isEmpty()) {
                codeInWords(value.words(at))
                        .ifPresent(c -> inWords.putIfAbsent(segment.location(field, 0, at), c));
            }
        }
        codeInWords(value.words(9))
                .ifPresent(c -> inWords.putIfAbsent(segment.location(field, 0, 9), c));
        return found;
    }

    private Optional<String> directoryCode(String given, String location) {
        String spelled = given.toUpperCase(Locale.ROOT).replace(" ", "");
        if (!DIRECTORY_CODE.matcher(spelled).matches()) {
            return Optional.empty();
        }
        if (!spelled.equals(given)) {
            told.cleaned(Cleaning.CODE_SPELLING, location);
        }
        return Optional.of(spelled);
    }

    private static Optional<String> codeInWords(String words) {
        Matcher found = CODE_IN_WORDS.matcher(words);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private Optional<Coded> fromWords(String name) {
        List<String> codes = inWords.values().stream().distinct().toList();
        if (codes.size() == 1) {
            String location = inWords.keySet().iterator().next();
            places.put(Places.Part.TEST, location);
            places.put(Places.Part.INDICATION, location);
            told.find(
                    FindingKind.TEST_CODE_AND_TEXT_DIFFER,
                    location,
                    "OBR-4 holds no code of the test directory; %s was taken from the words here."
                            .formatted(codes.getFirst()),
                    "Send the directory's code in OBR-4.1.");
            return Optional.of(new Coded(codes.getFirst(), name, location));
        }
        if (codes.size() > 1) {
            told.find(
                    FindingKind.TEST_CODE_AND_TEXT_DIFFER,
                    inWords.keySet().iterator().next(),
                    "OBR-4 holds no code of the test directory, and the words of the message name several (%s), so none was taken."
                            .formatted(String.join(", ", codes)),
                    "Send the directory's code in OBR-4.1.");
        }
        return Optional.empty();
    }

    private void compareWords(String code) {
        inWords.forEach((location, other) -> {
            boolean same =
                    other.equals(code)
                            || other.equals(indicationOf(code))
                            || code.equals(indicationOf(other));
            if (!same) {
                told.find(
                        FindingKind.TEST_CODE_AND_TEXT_DIFFER,
                        location,
                        "The order is for %s, and this text names %s. The code of the order was taken."
                                .formatted(code, other),
                        "Check which test is meant; if the other, cancel this order and send it anew.");
            }
        });
    }

    static String words(Er7Value coded) {
        for (int component : List.of(2, 9, 5, 1)) {
            if (!coded.words(component).isEmpty()) {
                return coded.words(component);
            }
        }
        return coded.words(4);
    }

    /// How soon: TQ1-9 (2.5), else the sixth part of OBR-27 or ORC-7, else OBR-5. HL7 table 0485.
    Priority priority() {
        Optional<Er7Segment> timing = message.first("TQ1");
        timing.ifPresent(t -> t.pass(1));
        record Said(String code, String location) {}
        List<Said> all = new ArrayList<>();
        timing.ifPresent(t -> all.add(new Said(t.value(9).part(1), t.location(9))));
        all.add(new Said(obr.value(27).part(6), obr.location(27, 0, 6)));
        all.add(new Said(orc.value(7).part(6), orc.location(7, 0, 6)));
        all.add(new Said(obr.part(5), obr.location(5)));
        Optional<Said> said = all.stream().filter(s -> !s.code().isEmpty()).findFirst();
        places.put(Places.Part.PRIORITY, said.map(Said::location).orElse(obr.location(27)));
        if (said.isEmpty()) {
            return Priority.ROUTINE;
        }
        return switch (said.get().code().toUpperCase(Locale.ROOT)) {
            case "S", "A", "U", "T", "P", "STAT", "ASAP", "URGENT", "RAPID", "UR" ->
                    Priority.URGENT;
            case "R", "N", "ROUTINE", "NORMAL", "PRN", "C" -> Priority.ROUTINE;
            default -> {
                told.find(
                        FindingKind.STRUCTURE_ADVICE,
                        said.get().location(),
                        "The priority is not a code of HL7 table 0485, so the order was taken as routine.",
                        "Use S, A or R, and call the laboratory if the test is urgent.");
                yield Priority.ROUTINE;
            }
        };
    }
}
