package org.opengms.server.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opengms.dataset.MinimumDataSet;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.StalenessRule;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.rollout.RolloutLimits;
import org.opengms.routing.SignedRules;
import org.opengms.server.database.DataDirectory;
import org.opengms.server.dialogue.ExampleDialogue;
import org.opengms.server.training.ServiceKind;
import org.opengms.server.transparency.LogPlace;

/// Everything that the operator decides, read and checked before the server starts.
///
/// @param data where the server keeps everything
/// @param host address to listen on
/// @param port to listen on
/// @param databaseUrl JDBC address
/// @param databaseUser user of the database
/// @param databasePassword password of the database, may be empty
/// @param embeddedDatabase whether this server alone uses the database
/// @param network sites and laboratories
/// @param directories versions of the test directory
/// @param reference folder of the reference bundle
/// @param packages folder of national FHIR definitions, if any
/// @param dataSet the Minimum Data Set that orders are asked for, if any
/// @param policy which findings refuse an order
/// @param routing the signed policies and yields that requests are routed by
/// @param staleness when a figure that a laboratory stated is too old
/// @param rollouts what planning roll-outs may take of the server
/// @param log where the transparency log lies
/// @param examples whether made-up consultations and surveys are shown
/// @param kind for what the server runs
public record ServiceSettings(
        DataDirectory data,
        String host,
        int port,
        String databaseUrl,
        String databaseUser,
        String databasePassword,
        boolean embeddedDatabase,
        ServiceNetwork network,
        LiveDirectories directories,
        Path reference,
        Optional<Path> packages,
        Optional<MinimumDataSet> dataSet,
        AcceptancePolicy policy,
        SignedRules routing,
        StalenessRule staleness,
        RolloutLimits rollouts,
        LogPlace log,
        ExampleDialogue.Presence examples,
        ServiceKind kind) {
    /// Where the server is reached: also the issuer of its tokens.
    public String address() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// Names this server among those that share a database.
    String serverName() {
        return "server-" + ProcessHandle.current().pid() + "-" + port;
    }

    /// The people who may see the settings need no password.
    @Override
    public String toString() {
        return List.of(data.root(), address(), network.name(), reference, policy.name()).toString();
    }
}
