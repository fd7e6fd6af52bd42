package org.opengms.server.passports;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// Whose visas are read, and where each one's keys are. Nothing is fetched from anywhere else.
///
/// @param issuers each with a name of its own
public record TrustedIssuers(List<Issuer> issuers) {
    private static final DataFile<TrustedIssuers> FILE =
            new DataFile<>(
                    TrustedIssuers.class,
                    "a list of trusted issuers",
                    "OGMS-8700",
                    UnaryOperator.identity());

    /// Nobody.
    public static final TrustedIssuers NOBODY = new TrustedIssuers(List.of());

    public TrustedIssuers {
        issuers = List.copyOf(issuers);
        if (issuers.stream().map(Issuer::issuer).distinct().count() < issuers.size()) {
            throw new IllegalArgumentException("issuers: one is named twice.");
        }
    }

    /// One of them.
    ///
    /// @param issuer as its tokens say, to the letter
    /// @param keys addresses of its keys that a token may name in `jku`
    public record Issuer(String issuer, Set<URI> keys) {
        /// @throws IllegalArgumentException if no keys are named, or some lie elsewhere than under
        ///   https (under http on this machine alone)
        public Issuer {
            keys = Set.copyOf(keys);
            if (issuer.isBlank() || keys.isEmpty() || !keys.stream().allMatch(Issuer::isSafe)) {
                throw new IllegalArgumentException(
                        "issuer and keys: name the issuer, and keys under https.");
            }
        }

        private static boolean isSafe(URI uri) {
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && uri.getHost().equals("127.0.0.1")));
        }
    }

    /// Reads them from a file; nobody is trusted where there is none.
    ///
    /// @throws IllegalArgumentException if it does not hold such a list
    public static TrustedIssuers at(Path file) {
        return Files.exists(file) ? FILE.read(file) : NOBODY;
    }

    /// One by its name.
    Optional<Issuer> find(String issuer) {
        return issuers.stream().filter(i -> i.issuer().equals(issuer)).findFirst();
    }
}
