package org.opengms.server.patient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.opengms.consent.ConsentStatement;
import org.opengms.gate.AccessDenied;
import org.opengms.logbook.LogRecords;
import org.opengms.notices.NoticeStep;
import org.opengms.notices.NoticeStore;
import org.opengms.people.Person;
import org.opengms.server.notices.NoticeOffice;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.transparency.log.RecordReader;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.InclusionProof;
import tools.jackson.databind.json.JsonMapper;

/// A copy of everything that the service holds of a person, with a proof for each use that it is in
/// the log and unchanged. It waits while a result has not been told.
public final class PatientCopy {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// More than anybody has; beyond it the copy says that it is not whole.
    private static final int MOST_PROOFS = 20_000;

    private final PatientOffice office;
    private final NoticeOffice notices;
    private final JdbcLogBook book;
    private final LogRecords records;
    private final Path log;
    private final RecordReader reader;
    private final String verifierKey;

    /// @param log folder of the public part
    /// @param reader of the records
    /// @param verifierKey of the log
    public PatientCopy(
            PatientOffice office,
            NoticeOffice notices,
            JdbcLogBook book,
            LogRecords records,
            Path log,
            RecordReader reader,
            String verifierKey) {
        this.office = office;
        this.notices = notices;
        this.book = book;
        this.records = records;
        this.log = log;
        this.reader = reader;
        this.verifierKey = verifierKey;
    }

    /// Makes the copy.
    ///
    /// @return a ZIP archive; empty while a result has not been told
    /// @throws AccessDenied if the gate does not permit
    public Optional<byte[]> of(Person person) throws AccessDenied, IOException {
        List<OwnTest> tests = office.tests(person);
        if (tests.stream().anyMatch(OwnTest::held)) {
            return Optional.empty();
        }
        PatientOffice.ForCopy rest = office.forCopy(person);
        PersonLabel label = records.label(person.id());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "READ-ME-FIRST.txt", readMe(label));
            add(zip, "you.json", JSON.writeValueAsString(you(person)));
            add(
                    zip,
                    "tests.json",
                    JSON.writeValueAsString(tests.stream().map(PatientCopy::view).toList()));
            add(
                    zip,
                    "choices.json",
                    JSON.writeValueAsString(
                            rest.statements().stream().map(PatientCopy::view).toList()));
            add(
                    zip,
                    "uses.json",
                    JSON.writeValueAsString(rest.uses().stream().map(PatientCopy::view).toList()));
            add(
                    zip,
                    "notices.json",
                    JSON.writeValueAsString(
                            notices.all(person.id(), PatientOffice.actor(person)).stream()
                                    .map(PatientCopy::view)
                                    .toList()));
            addProofs(zip, label, rest.heldRecords());
        }
        return Optional.of(bytes.toByteArray());
    }

    private void addProofs(ZipOutputStream zip, PersonLabel label, Set<Long> held)
            throws IOException {
        TileLog tiles = new TileLog(log);
        List<Long> indexes = book.indexesOf(label, MOST_PROOFS);
        for (long index : indexes) {
            Optional<SaltedRecord> record = reader.record(index);
            if (record.isPresent() && !held.contains(index)) {
                addBytes(zip, "records/%d.record".formatted(index), record.get().file());
            }
            addBytes(
                    zip,
                    "proofs/%d.tlog-proof".formatted(index),
                    InclusionProof.of(tiles, index).file());
        }
        if (!indexes.isEmpty()) {
            addBytes(zip, "log/checkpoint", tiles.checkpoint().bytes());
        }
        add(zip, "log/verifier-key.txt", verifierKey + "\n");
    }

    private String readMe(PersonLabel label) {
        return """
        This is what the service holds about you.

        you.json       who you are to the service
        tests.json     your tests, and what they found
        choices.json   what you, or somebody for you, said about the use of your data
        uses.json      who used your data, for what, and who was refused
        notices.json   when we told you that there is something to see, and by which channel
        records/       the same uses and choices, one file each, exactly as the public log has them
        proofs/        for each of them, the proof that it is in the log
        log/           the log's signed state, and the key to check it with

        In the public log you are %s.
        Nobody but the service can tell that this is you.

        To check without us: get the file tools/LogVerifier.java of OpenGMS, or any program for the
        format c2sp.org/tlog-proof, and the key from somebody you trust. A use that is missing here
        would leave a gap in the numbers of your entries.

        A proof may stand here without its record: the proof tells that an entry is there and in its
        place, and not what it says.

        People who work for the service stand here by their role, because the law protects them too.
        Ask the service if you believe that somebody had no reason.

        What may be missing: the law lets a service hold something back for a time, where telling it
        would be likely to do somebody serious harm, where it is about another person, or where a
        court says so (Data Protection Act 2018, Schedules 2 and 3). These words stand in every copy,
        whether or not anything is held back. What your relatives were tested for, and what was found
        in them, is theirs to tell.

        If you are not content: ask the clinic that ordered your test. You can also complain to the
        Information Commissioner (ico.org.uk/make-a-complaint, 0303 123 1113), and go to court.
        """
                .formatted(label);
    }

    private static Map<String, Object> you(Person person) {
        Map<String, Object> view = new LinkedHashMap<>();
        person.nhsNumber().ifPresent(number -> view.put("nhsNumber", number.digits()));
        view.put("familyName", person.familyName());
        view.put("givenName", person.givenName());
        person.birthDate().ifPresent(day -> view.put("birthDate", day.toString()));
        view.put("sex", person.sex().name());
        return view;
    }

    private static Map<String, Object> view(OwnTest test) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("order", test.number());
        view.put("lookingFor", test.what());
        view.put("orderedOn", test.orderedOn().toString());
        view.put("state", test.state().name());
        test.answer()
                .ifPresent(answer -> {
                    view.put("result", answer.kind());
                    view.put("conclusion", answer.conclusion());
                    view.put("reportedOn", answer.on().toString());
                });
        return view;
    }

    private static Map<String, Object> view(ConsentStatement statement) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("said", statement.said().words());
        statement.by().ifPresent(by -> view.put("by", by.name()));
        view.put("saidOn", statement.saidOn().toString());
        view.put("recordedAt", statement.recordedAt().toString());
        return view;
    }

    private static Map<String, Object> view(NoticeStore.Told told) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("queuedAt", told.notice().queuedAt().toString());
        view.put("about", told.notice().kind().words());
        view.put("message", told.notice().words().text());
        told.last()
                .ifPresent(step -> {
                    view.put("at", step.at().toString());
                    switch (step) {
                        case NoticeStep.Sent(var _, var channel, var _) ->
                                view.put("sent", channel.name());
                        case NoticeStep.Ended(var _, var why) -> view.put("notSent", why.name());
                        case NoticeStep.Failed(var _, var channel, var _) ->
                                view.put("triedAgain", channel.name());
                        case NoticeStep.ToPrint _ -> view.put("waits", "LETTER");
                    }
                });
        return view;
    }

    private static Map<String, Object> view(OwnUse use) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", use.at().toString());
        if (!use.organisation().isEmpty()) {
            view.put("organisation", use.organisation());
        }
        view.put("roles", use.roles().stream().map(Enum::name).sorted().toList());
        view.put("purpose", use.purpose().name());
        view.put("data", use.data().name());
        view.put("permitted", use.permitted());
        view.put("reason", use.reason());
        use.proxy()
                .ifPresent(kind -> {
                    view.put("relation", "proxy");
                    view.put("proxy", kind.name());
                });
        use.justification().ifPresent(kind -> view.put("justification", kind.name()));
        use.entry().ifPresent(index -> view.put("logEntry", index));
        return view;
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        addBytes(zip, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void addBytes(ZipOutputStream zip, String name, byte[] bytes)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
