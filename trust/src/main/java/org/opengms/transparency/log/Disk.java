package org.opengms.transparency.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The few things that the log does with files, each of which may fail or be the last that happens.
interface Disk {
    boolean exists(Path file) throws IOException;

    byte[] read(Path file) throws IOException;

    /// The files and folders in a folder, by name; none where there is no such folder.
    List<Path> list(Path folder) throws IOException;

    void createFolders(Path folder) throws IOException;

    /// Writes a whole file and forces its content to disk. Not atomic; its name is not yet forced.
    void write(Path file, byte[] content) throws IOException;

    /// Puts a file in place of another in one step.
    void move(Path from, Path to) throws IOException;

    /// Gives a file a second name; a file of that name is replaced.
    void link(Path file, Path name) throws IOException;

    /// Overwrites what a file holds with zeroes, forces that to disk, and removes the file.
    void shred(Path file) throws IOException;

    void delete(Path file) throws IOException;

    /// Forces the names in a folder to disk.
    void syncFolder(Path folder) throws IOException;

    /// Opens a file that grows, made if it is not there.
    Growing open(Path file) throws IOException;

    /// A file that grows at its end.
    interface Growing extends AutoCloseable {
        /// Writes behind what is there. May write a part and fail.
        void append(byte[] bytes) throws IOException;

        /// Forces everything to disk.
        void force() throws IOException;

        /// Cuts off what is behind a length.
        void truncate(long length) throws IOException;

        @Override
        void close() throws IOException;
    }

    /// Writes a file so that after a crash there is the whole new one or the whole old one. The
    /// name is forced to disk by [#syncFolder].
    default void replace(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        write(unfinished, content);
        move(unfinished, file);
    }
}
