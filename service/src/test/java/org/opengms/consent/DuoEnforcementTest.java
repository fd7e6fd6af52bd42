package org.opengms.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Met;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchQuestion.Sensitive;

/// `duo-enforcement.csv` says of every term how it is enforced; this tries each.
class DuoEnforcementTest {
    private final UseMatcher matcher = new UseMatcher(String::equals);

    private static List<String[]> table() throws IOException {
        try (InputStream in = DuoEnforcementTest.class.getResourceAsStream("duo-enforcement.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(";", -1))
                    .toList();
        }
    }

    private static ResearchQuestion question(String changes) {
        Set<Aim> aims = EnumSet.of(Aim.HEALTH);
        Set<Met> met = EnumSet.of(Met.STUDIES_GENES, Met.APPROVED_USER, Met.ETHICS_APPROVAL);
        Set<Sensitive> sensitive = EnumSet.noneOf(Sensitive.class);
        Optional<String> disease = Optional.empty();
        Reach reach = Reach.NOT_FOR_PROFIT;
        String region = "England";
        String institution = "ZUN01";
        String project = "P";
        String type = "cohort";
        LocalDate on = LocalDate.of(2026, 3, 2);
        for (String change : changes.isEmpty() ? new String[0] : changes.split(",")) {
            String value = change.substring(change.indexOf('=') + 1);
            switch (change.substring(0, change.indexOf('='))) {
                case "aim" -> aims = EnumSet.of(Aim.valueOf(value));
                case "met" -> met.add(Met.valueOf(value));
                case "unmet" -> met.remove(Met.valueOf(value));
                case "sensitive" -> sensitive.add(Sensitive.valueOf(value));
                case "disease" -> disease = Optional.of(value);
                case "reach" -> reach = Reach.valueOf(value);
                case "region" -> region = value;
                case "institution" -> institution = value;
                case "project" -> project = value;
                case "type" -> type = value;
                case "on" -> on = LocalDate.parse(value);
                default -> throw new IllegalArgumentException(change);
            }
        }
        return new ResearchQuestion(
                aims,
                disease,
                reach,
                sensitive,
                met,
                Optional.of(region),
                Optional.of(institution),
                Optional.of(project),
                Optional.of(type),
                on);
    }

    private String answer(DuoCode code, String parameter, String changes) {
        List<DuoTerm> terms = new ArrayList<>();
        if (!code.isPermission()) {
            terms.add(DuoTerm.of(DuoCode.GRU));
        }
        terms.add(DuoTerm.of(code, parameter));
        return switch (matcher.decide(new DataUse(terms), question(changes))) {
            case UseDecision.Permit _ -> "PERMIT";
            case UseDecision.Deny _ -> "DENY";
            case UseDecision.Abstain _ -> "ABSTAIN";
        };
    }

    @Test
    void hasARowForEveryTerm() throws IOException {
        assertEquals(
                Stream.of(DuoCode.values()).map(c -> c.id() + " " + c.name()).sorted().toList(),
                table().stream().map(row -> row[0] + " " + row[1]).sorted().toList());
    }

    @Test
    void isAsTheTableSays() throws IOException {
        for (String[] row : table()) {
            DuoCode code = DuoCode.valueOf(row[1]);
            assertEquals(row[5], answer(code, row[2], row[4]), row[1] + " against");
            if (code != DuoCode.CC) {
                assertEquals("PERMIT", answer(code, row[2], row[6]), row[1] + " for");
            }
        }
    }
}
