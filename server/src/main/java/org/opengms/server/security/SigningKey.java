package org.opengms.server.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

/// The key that signs tokens: drawn once and kept, so that tokens outlive a restart.
final class SigningKey {
    private SigningKey() {}

    /// Reads the key, or draws it.
    ///
    /// @param folder holds `signing-key.json`, readable by its owner alone
    static JWKSet load(Path folder) {
        return new JWKSet(load(folder.resolve("signing-key.json"), folder));
    }

    /// Reads a key that signs nothing but visas, or draws it.
    ///
    /// @param folder holds `visa-key.json`, readable by its owner alone
    static RSAKey forVisas(Path folder) {
        return load(folder.resolve("visa-key.json"), folder);
    }

    private static RSAKey load(Path file, Path folder) {
        try {
            if (Files.exists(file)) {
                return RSAKey.parse(Files.readString(file));
            }
            RSAKey key = new RSAKeyGenerator(3072).keyID(UUID.randomUUID().toString()).generate();
            SystemClients.writePrivately(file, key.toJSONString());
            return key;
        } catch (IOException | ParseException | JOSEException e) {
            throw new IllegalStateException(
                    "OGMS-4304 The signing key in " + folder + " cannot be read or made", e);
        }
    }
}
