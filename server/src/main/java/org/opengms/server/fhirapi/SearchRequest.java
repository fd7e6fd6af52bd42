package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.fhir.SearchParameter;
import org.opengms.fhir.Systems;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.server.persistence.ResourceQuery;
import org.opengms.server.persistence.ResourceQuery.Criterion;
import org.opengms.server.persistence.ResourceQuery.Span;

/// A search as its URL says it. A parameter that is not known, or a value that cannot be read, is
/// refused: leaving it out silently would give wrong answers.
///
/// @param type what is searched
/// @param criteria what must hold
/// @param includes `_include`: parameters whose references are followed
/// @param reverseIncludes `_revinclude`: `Type:parameter` that refer to what is found
/// @param count results on a page
/// @param offset how many to skip
record SearchRequest(
        String type,
        List<Criterion> criteria,
        List<String> includes,
        List<ReverseInclude> reverseIncludes,
        int count,
        int offset) {
    /// Results on a page unless asked otherwise.
    static final int PAGE = 50;

    /// The most that a page holds.
    static final int LARGEST_PAGE = 200;

    /// Offsets beyond this are reached page by page.
    static final int LARGEST_OFFSET = 10_000;

    private static final int MOST_VALUES = 100;
    private static final Set<String> FORMATS =
            Set.of("json", "application/json", "application/fhir+json");

    /// Days without a zone are those of the United Kingdom.
    private static final ZoneId UNITED_KINGDOM = ZoneId.of("Europe/London");

    /// Resources of a type that refer to what was found.
    record ReverseInclude(String type, String parameter) {}

    SearchRequest {
        criteria = List.copyOf(criteria);
        includes = List.copyOf(includes);
        reverseIncludes = List.copyOf(reverseIncludes);
    }

    /// Reads the parameters of a URL.
    ///
    /// @throws InvalidRequestException naming the parameter and why
    static SearchRequest of(String type, Map<String, String[]> parameters) {
        List<Criterion> criteria = new ArrayList<>();
        List<String> includes = new ArrayList<>();
        List<ReverseInclude> reverse = new ArrayList<>();
        int count = PAGE;
        int offset = 0;
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            for (String value : parameter.getValue()) {
                switch (name) {
                    case "_id" -> criteria.add(new ResourceQuery.WithId(values(name, value)));
                    case "_lastUpdated" ->
                            criteria.add(new ResourceQuery.Changed(span(name, value)));
                    case "_count" -> count = Math.max(1, number(name, value, LARGEST_PAGE));
                    case "_offset" -> offset = number(name, value, LARGEST_OFFSET);
                    case "_include" -> includes.add(include(type, value));
                    case "_revinclude" -> reverse.add(reverseInclude(type, value));
                    case "_format" -> format(value);
                    case "_pretty", "_total" -> {}
                    default -> criteria.add(criterion(type, name, value));
                }
            }
        }
        return new SearchRequest(type, criteria, includes, reverse, count, offset);
    }

    static void format(String value) {
        if (!FORMATS.contains(value)) {
            throw bad("_format", "this interface speaks JSON only");
        }
    }

    private static Criterion criterion(String type, String name, String value) {
        String plain = name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
        String modifier = name.substring(plain.length());
        SearchParameter parameter =
                SearchParameter.find(type, plain)
                        .orElseThrow(() -> bad(name, "is not a search parameter of " + type));
        boolean isPatient = plain.equals("patient") || plain.equals("subject");
        return switch (parameter.kind()) {
            case DATE -> {
                modifier(name, modifier, Set.of(""));
                yield new ResourceQuery.Dated(span(name, value));
            }
            case TOKEN -> {
                modifier(name, modifier, Set.of(""));
                yield plain.equals("status")
                        ? new ResourceQuery.InStatus(codes(name, value))
                        : new ResourceQuery.WithToken(tokens(name, plain, value));
            }
            case REFERENCE -> {
                modifier(name, modifier, Set.of("", ":identifier"));
                if (plain.equals("owner") || isOrganisation(plain, modifier, value)) {
                    yield organisation(name, plain, value);
                }
                if (!modifier.isEmpty()) {
                    yield isPatient
                            ? new ResourceQuery.OfPatient(
                                    tokens(name, "identifier", value),
                                    tokens(name, plain + ":identifier", value))
                            : new ResourceQuery.WithToken(
                                    tokens(name, plain + ":identifier", value));
                }
                yield reference(type, name, plain, value);
            }
        };
    }

    /// Requesters and performers may be asked for by an organisation's ODS code.
    private static boolean isOrganisation(String parameter, String modifier, String value) {
        return parameter.equals("requester") && (!modifier.isEmpty() || OdsCode.isValid(value));
    }

    private static Criterion organisation(String name, String plain, String value) {
        String code = value.substring(value.lastIndexOf('|') + 1);
        code = code.substring(code.lastIndexOf('/') + 1);
        if (!OdsCode.isValid(code)) {
            throw bad(name, "it must be an ODS code, such as RAX01");
        }
        return plain.equals("requester")
                ? new ResourceQuery.RequestedBy(new OdsCode(code))
                : new ResourceQuery.OwnedBy(new OdsCode(code));
    }

    private static Criterion reference(String type, String name, String plain, String value) {
        List<String> values = values(name, value);
        boolean isOrder =
                values.size() == 1
                        && ((type.equals("Task") && plain.equals("focus"))
                                || (type.equals("DiagnosticReport") && plain.equals("based-on")));
        if (isOrder) {
            String id = values.getFirst().replaceFirst("^ServiceRequest/", "");
            try {
                return new ResourceQuery.OfOrder(new OrderId(id));
            } catch (IllegalArgumentException e) {
                throw bad(name, "it must be ServiceRequest/ and the id that the service gave");
            }
        }
        return new ResourceQuery.WithToken(
                values.stream()
                        .flatMap(v ->
                                v.contains("/")
                                        ? Stream.of(plain + "=" + v)
                                        : Stream.of(plain + "=" + v, plain + ":identifier=" + v))
                        .toList());
    }

    private static void modifier(String name, String modifier, Set<String> allowed) {
        if (!allowed.contains(modifier)) {
            throw bad(name, "this modifier is not supported here");
        }
    }

    private static List<String> tokens(String name, String stored, String value) {
        return values(name, value).stream()
                .map(v -> {
                    boolean isNhsNumber = v.startsWith(Systems.NHS_NUMBER + "|");
                    return stored + "=" + (isNhsNumber ? v.replaceAll("[ ]", "") : v);
                })
                .toList();
    }

    /// Codes without the system that they may come with.
    private static List<String> codes(String name, String value) {
        return values(name, value).stream().map(v -> v.substring(v.lastIndexOf('|') + 1)).toList();
    }

    static List<String> values(String name, String value) {
        List<String> values = List.of(value.split(",", -1));
        if (value.isBlank() || values.stream().anyMatch(String::isBlank)) {
            throw bad(name, "it must have a value");
        }
        if (values.size() > MOST_VALUES) {
            throw bad(name, "it may have %d values at most".formatted(MOST_VALUES));
        }
        return values;
    }

    private static String include(String type, String value) {
        String[] parts = value.split(":", -1);
        boolean known =
                parts.length >= 2
                        && parts[0].equals(type)
                        && SearchParameter.find(type, parts[1])
                                .filter(p -> p.kind() == SearchParameter.Kind.REFERENCE)
                                .isPresent();
        if (!known) {
            throw bad("_include", "it must be %s: and one of its references".formatted(type));
        }
        return parts[1];
    }

    private static ReverseInclude reverseInclude(String type, String value) {
        String[] parts = value.split(":", -1);
        boolean known =
                parts.length >= 2
                        && SearchParameter.find(parts[0], parts[1])
                                .filter(p -> p.kind() == SearchParameter.Kind.REFERENCE)
                                .isPresent();
        if (!known) {
            throw bad(
                    "_revinclude",
                    "it must name a type and one of its references to %s, such as Task:focus"
                            .formatted(type));
        }
        return new ReverseInclude(parts[0], parts[1]);
    }

    static Span span(String name, String value) {
        String prefix = value.matches("(eq|ge|gt|le|lt).*") ? value.substring(0, 2) : "";
        String date = value.substring(prefix.length());
        Instant from;
        Instant until;
        try {
            switch (date.length()) {
                case 4 -> {
                    from = start(Year.parse(date).atDay(1));
                    until = start(Year.parse(date).plusYears(1).atDay(1));
                }
                case 7 -> {
                    from = start(YearMonth.parse(date).atDay(1));
                    until = start(YearMonth.parse(date).plusMonths(1).atDay(1));
                }
                case 10 -> {
                    from = start(LocalDate.parse(date));
                    until = start(LocalDate.parse(date).plusDays(1));
                }
                default -> {
                    from = OffsetDateTime.parse(date).toInstant();
                    until = from.plusMillis(date.contains(".") ? 1 : 1000);
                }
            }
        } catch (DateTimeException e) {
            throw bad(
                    name,
                    "it must be a date such as 2026-05-01, or an instant with its zone, with eq, ge, gt, le or lt before it");
        }
        return switch (prefix) {
            case "ge" -> new Span(Optional.of(from), Optional.empty());
            case "gt" -> new Span(Optional.of(until), Optional.empty());
            case "le" -> new Span(Optional.empty(), Optional.of(until));
            case "lt" -> new Span(Optional.empty(), Optional.of(from));
            default -> new Span(Optional.of(from), Optional.of(until));
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(UNITED_KINGDOM).toInstant();
    }

    static int number(String name, String value, int largest) {
        try {
            int number = Integer.parseInt(value, 10);
            if (number >= 0 && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(name, "it must be a whole number");
        }
        throw bad(name, "it must lie between 0 and " + largest);
    }

    static InvalidRequestException bad(String name, String why) {
        String words = "Search parameter %s: %s.".formatted(name, why);
        return new InvalidRequestException(
                words, OperationOutcomes.problem("BAD_REQUEST", words, "http." + clean(name)));
    }

    private static String clean(String name) {
        return name.matches("[A-Za-z_:\\-]{1,40}") ? name : "parameter";
    }
}
