package org.opengms.server.environment;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.opengms.environment.AnalysisFile;
import org.opengms.environment.Run;
import org.opengms.environment.RunId;
import org.opengms.outputs.OutputContext;
import org.opengms.outputs.OutputEvent;
import org.opengms.outputs.OutputId;
import org.opengms.outputs.OutputKind;
import org.opengms.outputs.OutputRequest;

/// Runs and outputs as messages.
final class ProjectForms {
    private ProjectForms() {}

    /// What asks for the release of what an analysis found.
    record AskRun(String shows, String population, String whySafe, Optional<String> supersedes) {
        OutputContext context() {
            return new OutputContext(shows, population, whySafe, OptionalInt.empty());
        }
    }

    /// What asks for the release of a file.
    ///
    /// @param text of the file
    record AskFile(
            List<String> runs,
            OutputKind kind,
            String name,
            String text,
            String shows,
            String population,
            String whySafe,
            Optional<Integer> residualDegreesOfFreedom,
            Optional<String> supersedes) {
        OutputContext context() {
            return new OutputContext(
                    shows,
                    population,
                    whySafe,
                    residualDegreesOfFreedom.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        }

        List<RunId> made() {
            return runs.stream().map(RunId::new).toList();
        }

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /// What answers a question.
    record Words(String words) {}

    static Optional<OutputId> id(Optional<String> text) {
        return text.map(OutputId::new);
    }

    static Map<String, Object> view(Run run) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", run.id().value());
        view.put("project", run.project().value());
        view.put("title", run.analysis().title());
        view.put("analysis", AnalysisFile.write(run.analysis()));
        view.put("askedBy", run.askedBy().displayName());
        view.put("askedAt", run.askedAt().toString());
        view.put("state", run.state().name());
        view.put("lookedAt", run.done());
        view.put(
                "trace",
                run.trace().stream()
                        .map(t -> Map.of("at", t.at().toString(), "words", t.words()))
                        .toList());
        return view;
    }

    static Map<String, Object> view(OutputRequest request) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", request.id().value());
        view.put("project", request.project().value());
        view.put("kind", request.kind().name());
        view.put("name", request.name());
        view.put("runs", request.runs().stream().map(RunId::value).toList());
        view.put("state", request.state().name());
        view.put("sha256", request.sha256());
        view.put("bytes", request.bytes());
        view.put("findings", request.findings());
        view.put("history", request.events().stream().map(ProjectForms::view).toList());
        return view;
    }

    private static Map<String, Object> view(OutputEvent event) {
        return Map.of(
                "what",
                event.what().name(),
                "at",
                event.at().toString(),
                "by",
                event.by(),
                "words",
                event.words());
    }
}
