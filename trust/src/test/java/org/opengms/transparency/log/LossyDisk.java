package org.opengms.transparency.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A disk in memory that keeps only what was forced: at a crash, of everything that was not, any
/// part may have reached it. A name that was not forced may be the old or the new one; bytes that
/// were not forced may be there, cut off, or wrong.
final class LossyDisk implements Disk {
    /// Bytes as the program sees them, and how much of them was forced.
    private static final class Inode {
        private byte[] seen = new byte[0];
        private byte[] forced = new byte[0];
    }

    /// The power has gone.
    static final class Crash extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final Map<Path, Inode> seen = new TreeMap<>();
    private final Map<Path, Inode> forced = new TreeMap<>();
    private final RandomGenerator random;
    private long stepsLeft = Long.MAX_VALUE;
    private long room = Long.MAX_VALUE;
    private boolean failForce;
    private long steps;

    LossyDisk(RandomGenerator random) {
        this.random = random;
    }

    /// The power goes at the given step from now, in the middle of it.
    void crashAfter(long count) {
        stepsLeft = count;
    }

    /// From now on only so many further bytes have room.
    void leaveRoom(long bytes) {
        room = bytes;
    }

    /// The next force fails.
    void failNextForce() {
        failForce = true;
    }

    long steps() {
        return steps;
    }

    /// What is there when the power comes back.
    synchronized void powerUp() {
        stepsLeft = Long.MAX_VALUE;
        Map<Path, Inode> after = new TreeMap<>(forced);
        for (Path path : new ArrayList<>(seen.keySet())) {
            if (forced.get(path) != seen.get(path) && random.nextBoolean()) {
                after.put(path, Objects.requireNonNull(seen.get(path)));
            }
        }
        for (Path path : new ArrayList<>(forced.keySet())) {
            if (!seen.containsKey(path) && random.nextBoolean()) {
                after.remove(path);
            }
        }
        for (Inode inode : after.values()) {
            if (!Arrays.equals(inode.seen, inode.forced)) {
                inode.forced = torn(inode.forced, inode.seen);
                inode.seen = inode.forced;
            }
        }
        seen.clear();
        seen.putAll(after);
        forced.clear();
        forced.putAll(after);
    }

    /// Forced bytes stay; what was written since came in any part.
    private byte[] torn(byte[] old, byte[] written) {
        int length =
                Math.min(old.length, written.length)
                        + random.nextInt(Math.abs(written.length - old.length) + 1);
        byte[] torn = Arrays.copyOf(written, length);
        int same = Arrays.mismatch(old, written);
        for (int i = Math.max(0, same); i < length; i++) {
            if (random.nextInt(50) == 0) {
                torn[i] = (byte) random.nextInt();
            }
        }
        return torn;
    }

    private synchronized void step() throws IOException {
        steps++;
        if (stepsLeft <= 0) {
            throw new Crash();
        }
        stepsLeft--;
        if (stepsLeft == 0) {
            throw new Crash();
        }
    }

    private Inode inode(Path file) throws IOException {
        Inode inode = seen.get(file);
        if (inode == null) {
            throw new NoSuchFileException(file.toString());
        }
        return inode;
    }

    private void takeRoom(long bytes) throws IOException {
        if (bytes > room) {
            throw new IOException("No space left on device");
        }
        room -= Math.max(0, bytes);
    }

    @Override
    public synchronized boolean exists(Path file) {
        return seen.containsKey(file);
    }

    @Override
    public synchronized byte[] read(Path file) throws IOException {
        return inode(file).seen.clone();
    }

    @Override
    public synchronized List<Path> list(Path folder) {
        return seen.keySet().stream().filter(path -> folder.equals(path.getParent())).toList();
    }

    /// Folders are there when they are needed.
    @Override
    public void createFolders(Path folder) throws IOException {
        step();
    }

    @Override
    public synchronized void write(Path file, byte[] content) throws IOException {
        Inode inode = new Inode();
        seen.put(file, inode);
        inode.seen = content.clone();
        step();
        takeRoom(content.length);
        inode.forced = inode.seen;
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        step();
        seen.put(to, inode(from));
        seen.remove(from);
    }

    @Override
    public synchronized void link(Path file, Path name) throws IOException {
        step();
        seen.put(name, inode(file));
    }

    @Override
    public synchronized void shred(Path file) throws IOException {
        Inode inode = inode(file);
        inode.seen = new byte[inode.seen.length];
        step();
        inode.forced = inode.seen;
        seen.remove(file);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        step();
        seen.remove(file);
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        step();
        forced.keySet().removeIf(path -> folder.equals(path.getParent()));
        seen.forEach((path, inode) -> {
            if (folder.equals(path.getParent())) {
                forced.put(path, inode);
            }
        });
    }

    @Override
    public synchronized Growing open(Path file) throws IOException {
        step();
        Inode inode = seen.computeIfAbsent(file, _ -> new Inode());
        return new Growing() {
            @Override
            public void append(byte[] bytes) throws IOException {
                synchronized (LossyDisk.this) {
                    int fits = (int) Math.min(bytes.length, room);
                    int old = inode.seen.length;
                    byte[] longer = Arrays.copyOf(inode.seen, old + fits);
                    System.arraycopy(bytes, 0, longer, old, fits);
                    inode.seen = longer;
                    step();
                    takeRoom(bytes.length);
                }
            }

            @Override
            public void force() throws IOException {
                synchronized (LossyDisk.this) {
                    step();
                    if (failForce) {
                        failForce = false;
                        throw new IOException("Input/output error");
                    }
                    inode.forced = inode.seen;
                }
            }

            @Override
            public void truncate(long length) throws IOException {
                synchronized (LossyDisk.this) {
                    step();
                    inode.seen = Arrays.copyOf(inode.seen, Math.toIntExact(length));
                }
            }

            @Override
            public void close() {}
        };
    }

    /// All bytes that are on the disk, whatever their name; also those that no name leads to are
    /// gone, as far as a program can tell.
    synchronized boolean holds(byte[] needle) {
        return seen.values().stream().anyMatch(inode -> contains(inode.seen, needle))
                || forced.values().stream().anyMatch(inode -> contains(inode.forced, needle));
    }

    private static boolean contains(byte[] bytes, byte[] needle) {
        for (int at = 0; at + needle.length <= bytes.length; at++) {
            if (Arrays.mismatch(bytes, at, at + needle.length, needle, 0, needle.length) < 0) {
                return true;
            }
        }
        return false;
    }
}
