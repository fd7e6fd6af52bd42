package org.opengms.server.transparency;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.transparency.log.LogFolders;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.witness.WitnessPanel;

/// Where the transparency log lies and who witnesses it. All servers of one database name the same
/// place, on storage that they share; the journal is each server's own.
///
/// @param folders public part and records
/// @param lock where the last checkpoint is kept apart, best on another disk; never restored from a
///   backup
/// @param keys of the log, for its owner alone
/// @param standby of this server, best on another disk than the database's
/// @param origin wanted for a new log; absent for a made-up one
/// @param witnesses none, or at least three
public record LogPlace(
        LogFolders folders,
        Path lock,
        Path keys,
        Path standby,
        Optional<String> origin,
        List<WitnessAt> witnesses) {
    public LogPlace {
        witnesses = List.copyOf(witnesses);
        if (!witnesses.isEmpty() && witnesses.size() < WitnessPanel.FEWEST) {
            throw new IllegalArgumentException(
                    "OGMS-7151 %d witnesses cannot keep the log from showing two views. Name at least %d with --witness, or none."
                            .formatted(witnesses.size(), WitnessPanel.FEWEST));
        }
    }

    /// A witness and where it listens.
    ///
    /// @param key of the witness
    /// @param address prefix of its submissions
    public record WitnessAt(VerifierKey key, URI address) {
        /// Reads `URL=VKEY`.
        public static WitnessAt parse(String text) {
            int at = text.indexOf('=');
            if (at > 0) {
                URI address = address(text.substring(0, at));
                VerifierKey key = VerifierKey.parse(text.substring(at + 1));
                if (key.kind() == KeyKind.WITNESS) {
                    return new WitnessAt(key, address);
                }
            }
            throw new IllegalArgumentException(
                    "OGMS-7152 '%s' names no witness. Write http://HOST:PORT=VKEY with a key that opengms log keygen --witness has printed."
                            .formatted(text));
        }

        private static URI address(String text) {
            try {
                URI address = URI.create(text);
                String scheme = String.valueOf(address.getScheme());
                if (address.getHost() != null
                        && (scheme.equals("http") || scheme.equals("https"))) {
                    return address;
                }
            } catch (IllegalArgumentException notAnAddress) {
                // told below
            }
            throw new IllegalArgumentException(
                    "OGMS-7152 '%s' is no address of a witness. It begins with http:// or https://."
                            .formatted(text));
        }
    }

    /// What the operator chose.
    ///
    /// @param folder of log, records and keys; absent for one in the data folder
    /// @param lock apart from them; absent for one in the data folder
    /// @param standby of this server; absent for one in the data folder
    /// @param origin of a new log
    /// @param witnesses each as `URL=VKEY`
    public record Choices(
            Optional<Path> folder,
            Optional<Path> lock,
            Optional<Path> standby,
            Optional<String> origin,
            List<String> witnesses) {
        /// Everything in the data folder, no witnesses.
        public static final Choices USUAL =
                new Choices(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());

        public Choices {
            witnesses = List.copyOf(witnesses);
        }

        /// The place that these choices make.
        ///
        /// @param data the server's data folder
        /// @throws IllegalArgumentException if they do not fit
        public LogPlace in(Path data) {
            Path root = folder.orElse(data.resolve("transparency"));
            List<WitnessAt> at = new ArrayList<>();
            witnesses.forEach(text -> at.add(WitnessAt.parse(text)));
            return new LogPlace(
                    new LogFolders(root.resolve("log"), root.resolve("records")),
                    lock.orElse(data.resolve("transparency-lock")),
                    root.resolve("keys"),
                    standby.orElse(data.resolve("transparency-standby")),
                    origin,
                    at);
        }
    }
}
