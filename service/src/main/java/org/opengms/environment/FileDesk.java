package org.opengms.environment;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opengms.cohort.CohortRecords;
import org.opengms.cohort.CohortStore;
import org.opengms.cohort.DeliveredGenome;
import org.opengms.cohort.ParticipantId;
import org.opengms.environment.ProjectStanding.Standing;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Role;
import org.opengms.metering.ProjectReference;
import org.opengms.metering.UseKind;
import org.opengms.transparency.merkle.Hash;

/// Where a project's batch environment gets delivered files, for GA4GH's Data Repository Service
/// and htsget. Nobody else is answered, least of all a person at a browser. Each request asks the
/// project's standing and the participant's choice, is in the transparency log before it is
/// answered, and is metered; what is fetched, byte by byte.
public final class FileDesk {
    /// How long a file may be fetched after its address was given out. A download that takes longer
    /// asks for a new address.
    public static final Duration LIFE = Duration.ofMinutes(15);

    /// Most files that are listed at once.
    public static final int MOST_LISTED = 500;

    /// What a client must not learn the difference of: that there is no such file, and that the
    /// participant said no.
    private static final String NO_FILE = "There is no such file for this project.";

    private final ProjectStanding projects;
    private final CohortStore cohort;
    private final CohortRecords records;
    private final ProjectData data;
    private final FileKeys keys;
    private final Headers headers;
    private final Clock clock;

    public FileDesk(
            ProjectStanding projects,
            CohortStore cohort,
            CohortRecords records,
            ProjectData data,
            FileKeys keys,
            Headers headers,
            Clock clock) {
        this.projects = projects;
        this.cohort = cohort;
        this.records = records;
        this.data = data;
        this.keys = keys;
        this.headers = headers;
        this.clock = clock;
    }

    /// What a client is answered.
    ///
    /// @param <T> what it wanted
    public sealed interface Answer<T> {
        /// Here it is.
        record Done<T>(T value) implements Answer<T> {}

        /// Not for this client, or not now.
        record Refused<T>(String reason) implements Answer<T> {}

        /// Not for this project.
        record NotFound<T>(String reason) implements Answer<T> {}

        /// The range is beyond the file.
        ///
        /// @param bytes size of what there is
        record NoSuchRange<T>(long bytes) implements Answer<T> {}
    }

    /// A file as a project may know it.
    ///
    /// @param id of the project's own
    /// @param participant whose
    /// @param sha256 hexadecimal
    /// @param bytes size
    /// @param received when
    public record Described(
            String id, ParticipantId participant, String sha256, long bytes, Instant received) {}

    /// Files, and where to go on.
    ///
    /// @param next the last participant that was looked at; empty at the end
    public record Listed(List<Described> files, Optional<ParticipantId> next) {
        public Listed {
            files = List.copyOf(files);
        }
    }

    /// Leave to fetch a part of a file.
    ///
    /// @param leave to be put into the address
    /// @param bytes how many
    public record Address(String leave, long bytes) {}

    /// Where bytes come from.
    public sealed interface Source {
        /// A file.
        record File(Path path) implements Source {}

        /// A header.
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Text(byte[] bytes) implements Source {}
    }

    /// A part that may be sent now, once.
    ///
    /// @param source of the bytes
    /// @param start first byte, from 0
    /// @param endExclusive one past the last
    /// @param of size of what the leave is for
    public record Part(Source source, long start, long endExclusive, long of) {}

    /// Reads the header of a delivered file.
    @FunctionalInterface
    public interface Headers {
        /// The lines that begin with `#`, with their ends, in UTF-8.
        byte[] header(Path file);
    }

    /// Files of those who agree to the project, some participants at a time.
    ///
    /// @param after where to begin
    public Answer<Listed> list(Optional<ParticipantId> after, Actor actor) {
        return switch (standing(actor)) {
            case Standing.Refused(String why) -> new Answer.Refused<>(why);
            case Standing.Approved standing -> {
                List<CohortStore.Member> members = cohort.members(after, MOST_LISTED);
                Map<ParticipantId, DeliveredGenome> files =
                        records.genomes(
                                members.stream()
                                        .map(CohortStore.Member::participant)
                                        .collect(Collectors.toSet()));
                List<ProjectData.Wanted> wanted =
                        members.stream()
                                .filter(member -> files.containsKey(member.participant()))
                                .map(member -> new ProjectData.Wanted(member, 0))
                                .toList();
                List<Described> listed = new ArrayList<>();
                if (!wanted.isEmpty()) {
                    for (CohortStore.Member member :
                            data.permit(
                                    standing,
                                    actor,
                                    new ProjectData.Use(
                                            UseKind.FILE,
                                            "Files",
                                            after.isEmpty() ? 1 : 0,
                                            DataClass.RESEARCH_TERMS),
                                    wanted)) {
                        DeliveredGenome file = files.get(member.participant());
                        if (file != null) {
                            listed.add(described(file, standing.project()));
                        }
                    }
                }
                yield new Answer.Done<>(
                        new Listed(
                                listed,
                                members.size() < MOST_LISTED
                                        ? Optional.empty()
                                        : Optional.of(members.getLast().participant())));
            }
        };
    }

    /// What a file is, without its contents.
    public Answer<Described> describe(String id, Actor actor) {
        return switch (standing(actor)) {
            case Standing.Refused(String why) -> new Answer.Refused<>(why);
            case Standing.Approved standing -> {
                Optional<DeliveredGenome> file = file(id, standing);
                yield file.isPresent()
                                && permits(file.get(), standing, actor, 0, DataClass.RESEARCH_TERMS)
                        ? new Answer.Done<>(described(file.get(), standing.project()))
                        : new Answer.NotFound<>(NO_FILE);
            }
        };
    }

    /// What of a file is to be fetched.
    public enum Wish {
        FILE,
        /// The lines of the header alone, as text.
        HEADER
    }

    /// Leave to fetch a file or its header, for a short while, with the token that asks.
    ///
    /// @param token SHA-256 of the access token
    public Answer<Address> address(String id, Wish wish, Hash token, Actor actor) {
        return switch (standing(actor)) {
            case Standing.Refused(String why) -> new Answer.Refused<>(why);
            case Standing.Approved standing -> {
                Optional<DeliveredGenome> file = file(id, standing);
                if (file.isEmpty()
                        || !permits(file.get(), standing, actor, 0, DataClass.RESEARCH_TERMS)) {
                    yield new Answer.NotFound<>(NO_FILE);
                }
                long bytes =
                        switch (wish) {
                            case FILE -> file.get().bytes();
                            case HEADER -> headers.header(file.get().path()).length;
                        };
                yield new Answer.Done<>(
                        new Address(
                                keys.write(
                                        new FileKeys.Leave(
                                                UUID.fromString(file.get().file()),
                                                clock.instant().plus(LIFE),
                                                bytes,
                                                wish == Wish.HEADER,
                                                token)),
                                bytes));
            }
        };
    }

    private Optional<DeliveredGenome> file(String id, Standing.Approved standing) {
        return keys.file(id, standing.project()).map(UUID::toString).flatMap(records::genome);
    }

    /// Opens what a leave is for, or a part of it. Who agreed when the address was given out may
    /// have changed their mind since: it is asked again.
    ///
    /// @param leave from an address
    /// @param token SHA-256 of the access token that comes with the request
    /// @param range which part: given the size, first and one past the last byte; empty if there is
    ///   no such part
    public Answer<Part> open(String leave, Hash token, Range range, Actor actor) {
        return switch (standing(actor)) {
            case Standing.Refused(String why) -> new Answer.Refused<>(why);
            case Standing.Approved standing ->
                    keys.read(leave)
                            .filter(one -> one.token().equals(token))
                            .filter(one -> clock.instant().isBefore(one.until()))
                            .map(granted -> open(granted, range, standing, actor))
                            .orElseGet(() ->
                                    new Answer.Refused<>(
                                            "This address has ended, or belongs to another token. Ask for a new one."));
        };
    }

    private Answer<Part> open(
            FileKeys.Leave granted, Range range, Standing.Approved standing, Actor actor) {
        long size = granted.bytes();
        Optional<Range.Bytes> wanted = range.of(size);
        if (wanted.isEmpty()) {
            return new Answer.NoSuchRange<>(size);
        }
        long start = wanted.get().start();
        long end = wanted.get().endExclusive();
        Optional<DeliveredGenome> file = records.genome(granted.file().toString());
        return file.isPresent()
                        && permits(file.get(), standing, actor, end - start, DataClass.GENOME)
                ? new Answer.Done<>(
                        new Part(
                                granted.isHeader()
                                        ? new Source.Text(headers.header(file.get().path()))
                                        : new Source.File(file.get().path()),
                                start,
                                end,
                                size))
                : new Answer.NotFound<>(NO_FILE);
    }

    /// Which part of so many bytes.
    @FunctionalInterface
    public interface Range {
        /// Everything.
        Range WHOLE = size -> Optional.of(new Bytes(0, size));

        /// The part, if there is one.
        Optional<Bytes> of(long size);

        /// A part.
        ///
        /// @param start first byte, from 0
        /// @param endExclusive one past the last
        record Bytes(long start, long endExclusive) {}
    }

    private Standing standing(Actor actor) {
        if (!actor.has(Role.ENVIRONMENT)) {
            return new Standing.Refused(
                    "Files are handed to a project's batch environment alone, not to people.");
        }
        Instant now = clock.instant();
        return projects.ofEnvironment(actor.id())
                .map(project -> projects.of(project, actor.id(), now))
                .orElseGet(() ->
                        new Standing.Refused("This client is the environment of no project."));
    }

    private boolean permits(
            DeliveredGenome file,
            Standing.Approved standing,
            Actor actor,
            long bytes,
            DataClass kind) {
        List<CohortStore.Member> members = cohort.find(Set.of(file.participant()));
        return !members.isEmpty()
                && !data.permit(
                                standing,
                                actor,
                                new ProjectData.Use(
                                        UseKind.FILE,
                                        "File/"
                                                + keys.id(
                                                        UUID.fromString(file.file()),
                                                        standing.project()),
                                        1,
                                        kind),
                                List.of(new ProjectData.Wanted(members.getFirst(), bytes)))
                        .isEmpty();
    }

    private Described described(DeliveredGenome file, ProjectReference project) {
        return new Described(
                keys.id(UUID.fromString(file.file()), project),
                file.participant(),
                file.sha256(),
                file.bytes(),
                file.received());
    }
}
