package org.opengms.server.persistence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.opengms.fhir.FhirProblem;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Answers already given, so that a request sent again under its `X-Request-ID` gets the same
/// answer and makes nothing twice.
public final class SubmissionStore {
    private final JdbcClient jdbc;

    public SubmissionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An answer given before.
    ///
    /// @param bodySha256 of the request that it answered
    /// @param status of HTTP
    /// @param response the body
    public record Given(String bodySha256, int status, String response) {}

    /// The answer given under this id to this actor, if any.
    private Optional<Given> find(String requestId, String actor) {
        return jdbc.sql(
                        """
                        select body_sha256, status, response from submission
                        where request_id = :id and actor = :actor
                        """)
                .param("id", requestId)
                .param("actor", actor)
                .query(Given.class)
                .optional();
    }

    /// Takes hold of a request id until the transaction ends, so that two copies sent at once are
    /// answered one after the other.
    private void lock(String requestId, String actor) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", actor + " " + requestId)
                .query((row, n) -> 1)
                .single();
    }

    /// Takes hold of several keys as [#lock(String, String)] does of one, in the order given: who
    /// gives them sorted never waits for one who waits for them.
    public void lockAll(List<String> keys, String actor) {
        jdbc.sql(
                        """
                        select pg_advisory_xact_lock(hashtextextended(key, 0))
                        from unnest(cast(:keys as text[])) as key
                        """)
                .param("keys", keys.stream().map(key -> actor + " " + key).toArray(String[]::new))
                .query((row, n) -> 1)
                .list();
    }

    /// The answer to a request that was answered before under its id; two copies sent at once wait
    /// for each other here.
    ///
    /// @param bodySha256 as [#digest(byte[])] of the request
    /// @throws FhirProblem if the id was used for another request
    public Optional<Given> answered(String requestId, String actor, String bodySha256) {
        lock(requestId, actor);
        Optional<Given> given = find(requestId, actor);
        if (given.filter(g -> !g.bodySha256().equals(bodySha256)).isPresent()) {
            throw new FhirProblem(
                    FhirProblem.Kind.CONFLICT,
                    "OGMS-4502",
                    "Bundle",
                    "This X-Request-ID was used for another message.",
                    "Use a new X-Request-ID for a new message.");
        }
        return given;
    }

    /// By what the same request is known again: its SHA-256 in hexadecimal.
    public static String digest(byte[] request) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OGMS-4504 This JDK has no SHA-256", e);
        }
    }

    /// Keeps an answer.
    public void add(String requestId, String actor, Given given) {
        jdbc.sql(
                        """
                        insert into submission (request_id, actor, body_sha256, status, response)
                        values (:id, :actor, :sha, :status, :response)
                        """)
                .param("id", requestId)
                .param("actor", actor)
                .param("sha", given.bodySha256())
                .param("status", given.status())
                .param("response", given.response())
                .update();
    }
}
