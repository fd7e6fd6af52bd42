package org.opengms.logbook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opengms.access.ProjectId;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.Use;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Decision;
import org.opengms.gate.Justification;
import org.opengms.people.PersonId;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.record.PersonLabel;
import tools.jackson.databind.json.JsonMapper;

/// Writes records in the form of docs/spec/transparency-log.md. A person is handed their records to
/// the byte, so staff stand in them by organisation, role and a keyed number, and no words that
/// somebody typed.
public final class LogRecords {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int VERSION = 1;

    private final LabelKey key;

    /// @param key makes the labels of persons and the numbers of staff
    public LogRecords(LabelKey key) {
        this.key = key;
    }

    /// What stands for a person in the log.
    public PersonLabel label(PersonId person) {
        return key.label(person.value());
    }

    /// A reading, or the refusal of one.
    ///
    /// @param standby whether it waits outside the database because that took nothing
    public LogRecord access(UUID id, Instant at, AccessLog.Entry entry, boolean standby) {
        AccessRequest request = entry.request();
        Map<String, Object> json = start("access", id, at);
        json.put("organisation", request.actor().organisation().value());
        json.put("roles", names(request.actor().roles()));
        json.put("staff", staff(request.actor().id()));
        json.put("purpose", request.purpose().name());
        json.put("data", request.dataClass().name());
        json.put("resource", request.resource());
        json.put("way", request.channel());
        put(json, "project", request.project().map(ProjectId::value).orElse(null));
        json.put(
                "decision",
                switch (entry.decision()) {
                    case Decision.Permit _ -> "permit";
                    case Decision.Deny _ -> "deny";
                    case Decision.Abstain _ -> "abstain";
                });
        json.put("reason", entry.decision().reason());
        put(
                json,
                "justification",
                switch (request.justification().orElse(null)) {
                    case null -> null;
                    case Justification.Emergency _ -> "emergency";
                    case Justification.Law _ -> "law";
                });
        entry.proxy()
                .ifPresent(kind -> {
                    json.put("relation", "proxy");
                    json.put("proxy", kind.name());
                });
        if (standby) {
            json.put("standby", true);
        }
        return record(id, request.person(), at, json);
    }

    /// What somebody said about the use of a person's data.
    public LogRecord consent(ConsentStatement statement) {
        UUID id = UUID.fromString(statement.id().value());
        Map<String, Object> json = start("consent", id, statement.recordedAt());
        json.put("staff", staff(statement.recordedBy()));
        json.put("saidOn", statement.saidOn().toString());
        put(json, "by", statement.by().map(WhoChose::name).orElse(null));
        switch (statement.said()) {
            case Said.Discussion(RecordOfDiscussion discussion) -> {
                json.put("said", "discussion");
                json.put("state", discussion.state().name());
                put(json, "testAgreed", discussion.testAgreed().orElse(null));
                json.put("research", discussion.research().name());
            }
            case Said.Research(
                            ResearchChoice choice,
                            Set<Use> refused,
                            Optional<LocalDate> askAgain) -> {
                json.put("said", "research");
                json.put("research", choice.name());
                json.put("uses", names(refused));
                put(json, "askAgain", askAgain.map(LocalDate::toString).orElse(null));
            }
            case Said.YoungPersonsAssent(boolean given) -> answer(json, "assent", given);
            case Said.ConsulteeAdvice(boolean would) -> answer(json, "consultee-advice", would);
            case Said.NationalDataOptOut(boolean set) -> answer(json, "national-opt-out", set);
            case Said.SharingWithRelatives(boolean allowed) -> answer(json, "sharing", allowed);
            case Said.Capacity(boolean present) -> answer(json, "capacity", present);
            case Said.FullWithdrawal _ -> json.put("said", "full-withdrawal");
            case Said.PartialWithdrawal(Set<Use> from) -> {
                json.put("said", "partial-withdrawal");
                json.put("uses", names(from));
            }
            case Said.Death(LocalDate on) -> {
                json.put("said", "death");
                json.put("day", on.toString());
            }
        }
        return record(id, statement.person(), statement.recordedAt(), json);
    }

    /// Under which every evaluation and protocol stands in the log: of nobody's data, and so of no
    /// person.
    public static final PersonId EVALUATIONS =
            new PersonId(
                    UUID.nameUUIDFromBytes(
                                    "opengms.org/evaluations".getBytes(StandardCharsets.UTF_8))
                            .toString());

    /// That an evaluation was published, so that it cannot be replaced without a trace. Anybody is
    /// handed this record.
    ///
    /// @param number of the evaluation
    /// @param snapshotSha256 of what was evaluated, in hexadecimal digits, as all hashes here
    /// @param protocolSha256 of the protocol
    /// @param reportSha256 of the report's list of files
    public LogRecord evaluation(
            UUID id,
            Instant at,
            int number,
            String snapshotSha256,
            String protocolSha256,
            String reportSha256) {
        Map<String, Object> json = start("evaluation", id, at);
        json.put("number", number);
        json.put("snapshot", snapshotSha256);
        json.put("protocol", protocolSha256);
        json.put("report", reportSha256);
        return record(id, EVALUATIONS, at, json);
    }

    /// That a protocol of an evaluation was registered, or that the service was started with
    /// another under the version of one that is registered. Anybody is handed this record.
    ///
    /// @param version of the protocol
    /// @param protocolSha256 of the protocol, in hexadecimal digits, as all hashes here
    /// @param insteadOfSha256 of the one that is registered under that version, if it is another
    public LogRecord protocol(
            UUID id,
            Instant at,
            String version,
            String protocolSha256,
            Optional<String> insteadOfSha256) {
        Map<String, Object> json = start("protocol", id, at);
        json.put("name", version);
        json.put("protocol", protocolSha256);
        put(json, "insteadOf", insteadOfSha256.orElse(null));
        return record(id, EVALUATIONS, at, json);
    }

    /// What stands for a member of staff: the same in all records, and not to be told from random
    /// without the key.
    private String staff(String id) {
        return key.label("staff/" + id).toString();
    }

    private static Map<String, Object> start(String kind, UUID id, Instant at) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("kind", kind);
        json.put("id", id.toString());
        json.put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
        return json;
    }

    private static void answer(Map<String, Object> json, String said, boolean answer) {
        json.put("said", said);
        json.put("answer", answer);
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static Collection<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toList();
    }

    private static LogRecord record(
            UUID id, PersonId person, Instant at, Map<String, Object> json) {
        return new LogRecord(id, person, at, JSON.writeValueAsString(json));
    }
}
