package org.opengms.server.configuration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The versions of the test directory that a running service uses. When it is asked, and not more
/// often than every few seconds, it looks whether something was imported; then the versions are
/// read again and take the place of the former ones at once and for everything: pages, definitions,
/// rules.
///
/// What an import adds is all that can change. Where versions cannot be read, or one that is in use
/// is gone or another, the service says so once and goes on with what it has.
///
/// A request has one state of the directory from beginning to end: see [#during].
public final class LiveDirectories implements Supplier<TestDirectories> {
    /// How long a new version may go unnoticed.
    static final Duration LOOK_AFTER = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LiveDirectories.class);

    private final Supplier<DirectoryLibrary.State> state;
    private final Supplier<List<TestDirectory>> source;
    private final InstantSource clock;
    private final ScopedValue<TestDirectories> ofRequest = ScopedValue.newInstance();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Served served;
    private volatile Instant nextLook;
    private String told = "";

    /// @param seen of the library, before the versions were read
    /// @param imported versions that must stay as they are; empty where others stand in
    /// @param directories what is used
    private record Served(
            DirectoryLibrary.State seen,
            List<TestDirectory> imported,
            TestDirectories directories) {}

    /// Reads the versions.
    ///
    /// @param state of the library that they come from
    /// @param source reads the versions
    /// @param otherwise what is used as long as there are none
    public LiveDirectories(
            Supplier<DirectoryLibrary.State> state,
            Supplier<List<TestDirectory>> source,
            Supplier<TestDirectories> otherwise,
            InstantSource clock) {
        this.state = state;
        this.source = source;
        this.clock = clock;
        this.nextLook = clock.instant().plus(LOOK_AFTER);
        DirectoryLibrary.State seen = state.get();
        List<TestDirectory> imported = List.copyOf(source.get());
        this.served =
                new Served(
                        seen,
                        imported,
                        imported.isEmpty() ? otherwise.get() : new TestDirectories(imported));
    }

    /// Versions that stay as they are while the service runs.
    public static LiveDirectories fixed(TestDirectories directories) {
        DirectoryLibrary.State none = new DirectoryLibrary.State(List.of());
        return new LiveDirectories(() -> none, List::of, () -> directories, InstantSource.system());
    }

    /// Those of the request that this thread works for, else those in use now.
    @Override
    public TestDirectories get() {
        return ofRequest.isBound() ? ofRequest.get() : now();
    }

    /// What is done for one request.
    public interface Work {
        void run() throws Exception;
    }

    /// Does something during which the directory does not change for this thread.
    ///
    /// @throws Exception what the work throws
    public void during(Work work) throws Exception {
        ScopedValue.where(ofRequest, now())
                .call(() -> {
                    work.run();
                    return true;
                });
    }

    private TestDirectories now() {
        if (!clock.instant().isBefore(nextLook) && looking.tryLock()) {
            try {
                nextLook = clock.instant().plus(LOOK_AFTER);
                look();
            } finally {
                looking.unlock();
            }
        }
        return served.directories();
    }

    private void look() {
        Served before = served;
        try {
            DirectoryLibrary.State seen = state.get();
            if (seen.equals(before.seen())) {
                return;
            }
            List<TestDirectory> imported = List.copyOf(source.get());
            List<String> changed =
                    before.imported().stream()
                            .filter(v -> !imported.contains(v))
                            .map(TestDirectory::version)
                            .toList();
            if (!changed.isEmpty()) {
                tell(
                        "version(s) %s, which the service uses, are gone or another. A version is never changed: put them back, or restart the service to do without"
                                .formatted(String.join(", ", changed)));
                return;
            }
            List<TestDirectory> added = new ArrayList<>(imported);
            added.removeAll(before.imported());
            TestDirectories directories =
                    imported.isEmpty() ? before.directories() : new TestDirectories(imported);
            served = new Served(seen, imported, directories);
            told = "";
            if (!added.isEmpty()) {
                LOG.info(
                        "Test directory: version(s) {} imported and in use from now on; {} is the newest",
                        added.stream()
                                .map(v -> v.version() + " from " + v.effectiveFrom())
                                .collect(Collectors.joining(", ")),
                        directories.newest().version());
            }
        } catch (RuntimeException unusable) {
            tell(String.valueOf(unusable.getMessage()));
        }
    }

    private void tell(String why) {
        if (!told.equals(why)) {
            told = why;
            LOG.warn(
                    "OGMS-4941 What was imported cannot be used; the service goes on with the versions that it has, {} the newest: {}",
                    served.directories().newest().version(),
                    why);
        }
    }
}
