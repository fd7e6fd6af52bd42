package org.opengms.server.passports;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON Web Signature in compact form, read more strictly than the library does: no foreign
/// characters and no padding in base64url (RFC 7515, section 2), no repeated names, only the two
/// algorithms of the AAI profile, no key in the header, and a key that says by itself that it may
/// verify (RFC 7517, `use` and `key_ops`).
///
/// @param header its parts
/// @param claims its payload
/// @param signed what is signed
/// @param signature of it
record StrictJws(JsonNode header, JsonNode claims, String signed, Base64URL signature) {
    /// A visa with the longest of everything has about 3,000 characters.
    static final int LONGEST = 16_384;

    private static final int FEWEST_RSA_BITS = 2048;
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");
    private static final Set<String> FOREIGN_KEYS =
            Set.of("jwk", "x5u", "x5c", "x5t", "crit", "b64");
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]+");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /// Reads one. Nothing is verified yet.
    static StrictJws parse(String token) throws Unacceptable {
        if (token.length() > LONGEST) {
            throw new Unacceptable("It is longer than %d characters.".formatted(LONGEST));
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new Unacceptable("It is not signed: a signed one has three parts.");
        }
        JsonNode header = object(parts[0], "header");
        String algorithm = header.path("alg").asString("");
        if (!ALGORITHMS.contains(algorithm)) {
            throw new Unacceptable("Its algorithm is not RS256 or ES256.");
        }
        for (String name : FOREIGN_KEYS) {
            if (header.has(name)) {
                throw new Unacceptable("Its header has %s, which is not taken.".formatted(name));
            }
        }
        decode(parts[2], "signature");
        return new StrictJws(
                header,
                object(parts[1], "payload"),
                parts[0] + "." + parts[1],
                new Base64URL(parts[2]));
    }

    /// A text of the header; empty if there is none.
    String header(String name) {
        JsonNode value = header.path(name);
        return value.isString() ? value.asString() : "";
    }

    /// A text of the payload; empty if there is none.
    String claim(String name) {
        JsonNode value = claims.path(name);
        return value.isString() ? value.asString() : "";
    }

    /// A time of the payload, in seconds since 1970.
    long time(String name) throws Unacceptable {
        JsonNode value = claims.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new Unacceptable("It has no %s that is a time.".formatted(name));
        }
        return value.asLong();
    }

    /// Verifies the signature.
    void verify(JWK key) throws Unacceptable {
        if (!header("kid").equals(key.getKeyID())) {
            throw new Unacceptable("It was signed with another key.");
        }
        if (key.getAlgorithm() != null && !key.getAlgorithm().getName().equals(header("alg"))) {
            throw new Unacceptable("Its key is for another algorithm.");
        }
        if ((key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.SIGNATURE))
                || (key.getKeyOperations() != null
                        && !key.getKeyOperations().contains(KeyOperation.VERIFY))) {
            throw new Unacceptable("Its key may not verify.");
        }
        try {
            JWSHeader parsed = new JWSHeader(JWSAlgorithm.parse(header("alg")));
            if (!verifier(key)
                    .verify(parsed, signed.getBytes(StandardCharsets.US_ASCII), signature)) {
                throw new Unacceptable("Its signature is wrong.");
            }
        } catch (JOSEException cannot) {
            throw new Unacceptable("Its signature cannot be verified.");
        }
    }

    private JWSVerifier verifier(JWK key) throws JOSEException, Unacceptable {
        if (key instanceof RSAKey rsa && header("alg").equals("RS256")) {
            if (rsa.size() < FEWEST_RSA_BITS) {
                throw new Unacceptable(
                        "Its key has fewer than %d bits.".formatted(FEWEST_RSA_BITS));
            }
            return new RSASSAVerifier(rsa.toRSAPublicKey());
        }
        if (key instanceof ECKey ec
                && header("alg").equals("ES256")
                && Curve.P_256.equals(ec.getCurve())) {
            return new ECDSAVerifier(ec.toECPublicKey());
        }
        throw new Unacceptable("Its key is of another kind than its algorithm.");
    }

    private static JsonNode object(String part, String name) throws Unacceptable {
        try {
            JsonNode read = JSON.readTree(decode(part, name));
            if (!read.isObject()) {
                throw new Unacceptable("Its %s is no JSON object.".formatted(name));
            }
            return read;
        } catch (JacksonException notJson) {
            throw new Unacceptable("Its %s is not JSON.".formatted(name));
        }
    }

    /// Exactly what an encoder would have written, and nothing else.
    private static byte[] decode(String part, String name) throws Unacceptable {
        if (!BASE64URL.matcher(part).matches()) {
            throw new Unacceptable("Its %s is not base64url.".formatted(name));
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                throw new Unacceptable("Its %s is not base64url.".formatted(name));
            }
            return bytes;
        } catch (IllegalArgumentException notBase64) {
            throw new Unacceptable("Its %s is not base64url.".formatted(name));
        }
    }

    /// Keys as an issuer publishes them.
    static com.nimbusds.jose.jwk.JWKSet keys(byte[] json) throws Unacceptable {
        try {
            return com.nimbusds.jose.jwk.JWKSet.parse(new String(json, StandardCharsets.UTF_8));
        } catch (ParseException notKeys) {
            throw new Unacceptable("The issuer's keys cannot be read.");
        }
    }
}
