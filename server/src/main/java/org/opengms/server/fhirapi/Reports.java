package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.MethodOutcome;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.fhir.EnteredResult;
import org.opengms.fhir.OutcomeParameters;
import org.opengms.fhir.ReportMapping;
import org.opengms.fhir.SignRequest;
import org.opengms.gate.Actor;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.security.CurrentActor;

/// Reports: entered for conventional tests, signed, and followed by their outcome.
final class Reports extends StoredResources<DiagnosticReport> {
    private static final String TYPE = "DiagnosticReport";

    private final ServiceDesk desk;
    private final ReportMapping mapping;
    private final ResourceStore store;
    private final Release release;

    Reports(
            ResourceStore store,
            Release release,
            Searches searches,
            Validation validation,
            ServiceDesk desk,
            ReportMapping mapping) {
        super(DiagnosticReport.class, store, release, searches, validation);
        this.desk = desk;
        this.mapping = mapping;
        this.store = store;
        this.release = release;
    }

    /// A laboratory enters the result of a conventional test.
    @Create
    public MethodOutcome create(@ResourceParam DiagnosticReport report) {
        Actor actor = CurrentActor.require();
        EnteredResult result = mapping.readResult(report);
        DeskAnswer answer =
                desk.enterResult(result.order(), result.kind(), result.conclusion(), actor);
        if (!(answer instanceof DeskAnswer.Reported(var _, Report entered))) {
            throw Answers.error(TYPE, answer);
        }
        DiagnosticReport view = view(entered, actor);
        MethodOutcome outcome = new MethodOutcome(view.getIdElement(), true);
        outcome.setResource(view);
        return outcome;
    }

    /// A scientist signs.
    @Operation(name = "$sign", idempotent = false)
    public DiagnosticReport sign(@IdParam IdType id, @ResourceParam Parameters parameters) {
        Actor actor = CurrentActor.require();
        SignRequest wish = SignRequest.read(parameters);
        DeskAnswer answer =
                desk.sign(
                        reportId(id),
                        wish.seenVersion(),
                        wish.kind(),
                        ReportMapping.choice(wish.cause()),
                        wish.conclusion(),
                        wish.effort(),
                        actor);
        if (!(answer instanceof DeskAnswer.Reported(var _, Report signed))) {
            throw Answers.error(TYPE, answer);
        }
        return view(signed, actor);
    }

    /// The requester records what the report meant for the patient.
    @Operation(name = "$outcome", idempotent = false)
    public Parameters outcome(@IdParam IdType id, @ResourceParam Parameters parameters) {
        Actor actor = CurrentActor.require();
        DeskAnswer answer =
                desk.recordOutcome(reportId(id), OutcomeParameters.read(parameters), actor);
        if (!(answer instanceof DeskAnswer.Done)) {
            throw Answers.error(TYPE, answer);
        }
        return parameters;
    }

    private DiagnosticReport view(Report report, Actor actor) {
        return (DiagnosticReport)
                release.one(store.find(TYPE, report.id().value()).orElseThrow(), actor);
    }

    private static ReportId reportId(IdType id) {
        try {
            return new ReportId(id.getIdPart());
        } catch (IllegalArgumentException e) {
            throw Answers.notFound(TYPE);
        }
    }
}
