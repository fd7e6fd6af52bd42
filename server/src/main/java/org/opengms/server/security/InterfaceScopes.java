package org.opengms.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.gate.Actor;
import org.opengms.gate.Scope.Interaction;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Which scope each path outside the FHIR interface needs: that of the resource type in which FHIR
/// would carry what the path reads or changes. A path that is not listed is closed.
public final class InterfaceScopes implements HandlerInterceptor {
    /// What a path needs.
    ///
    /// @param type of FHIR
    public record Need(String type, Interaction interaction) {}

    private static final Map<String, Need> NEEDS = new LinkedHashMap<>();

    static {
        need("POST /api/orders/{id}/genome-cancellation", "ServiceRequest", Interaction.UPDATE);
        need("POST /api/orders/{id}/genome-order", "ServiceRequest", Interaction.UPDATE);
        need("GET /api/kept-genomes", "ServiceRequest", Interaction.SEARCH);
        need("GET /api/laboratories/{ods}/state", "HealthcareService", Interaction.READ);
        need("POST /api/laboratories/{ods}/statements", "HealthcareService", Interaction.UPDATE);
        need("POST /api/laboratories/{ods}/work", "Task", Interaction.CREATE);
        need("GET /api/laboratories/{ods}/imports", "Task", Interaction.SEARCH);
        need(
                "POST /api/laboratories/{ods}/imports/{number}/withdrawal",
                "Task",
                Interaction.UPDATE);
        need("GET /api/laboratories/{ods}/paper", "Task", Interaction.SEARCH);
        need("POST /api/laboratories/{ods}/paper", "Task", Interaction.CREATE);
        need("GET /api/routing/outcomes", "Task", Interaction.SEARCH);
        need("GET /api/routing/records", "Task", Interaction.SEARCH);
        need("GET /api/routing/overrides", "Task", Interaction.SEARCH);
        need("POST /api/rollout/jobs", "PlanDefinition", Interaction.CREATE);
        need("GET /api/rollout/jobs", "PlanDefinition", Interaction.SEARCH);
        need("GET /api/rollout/jobs/{id}", "PlanDefinition", Interaction.READ);
        need("DELETE /api/rollout/jobs/{id}", "PlanDefinition", Interaction.DELETE);
        need("PUT /files/tasks/{task}", "DocumentReference", Interaction.CREATE);
        need("ANY /hl7/v2", "ServiceRequest", Interaction.CREATE);
        need("GET /api/orders/{id}/choices", "Consent", Interaction.READ);
        need("POST /api/orders/{id}/choices", "Consent", Interaction.CREATE);
        need("GET /api/orders/{id}/family-result", "DiagnosticReport", Interaction.READ);
        need("GET /api/choices/due", "Consent", Interaction.SEARCH);
        need("GET /api/orders/{id}/safeguards", "Flag", Interaction.READ);
        need("POST /api/orders/{id}/safeguards/{deed}", "Flag", Interaction.CREATE);
        need("GET /api/safeguards/due", "Flag", Interaction.SEARCH);
        need("GET /api/access/reviews", "AuditEvent", Interaction.SEARCH);
        need("POST /api/access/reviews/{id}", "AuditEvent", Interaction.UPDATE);
        need("GET /api/access/projects", "ResearchStudy", Interaction.SEARCH);
        need("POST /api/access/projects", "ResearchStudy", Interaction.CREATE);
        need("GET /api/access/projects/{id}", "ResearchStudy", Interaction.READ);
        need("PUT /api/access/projects/{id}", "ResearchStudy", Interaction.UPDATE);
        need("POST /api/access/projects/{id}/steps", "ResearchStudy", Interaction.UPDATE);
        need("GET /api/access/entitlements", "ResearchStudy", Interaction.SEARCH);
        need("GET /api/access/committee", "PractitionerRole", Interaction.SEARCH);
        need("POST /api/access/committee", "PractitionerRole", Interaction.UPDATE);
        need("GET /api/access/bars", "PractitionerRole", Interaction.SEARCH);
        need("POST /api/access/bars", "PractitionerRole", Interaction.UPDATE);
        need("POST /api/access/passport", "PractitionerRole", Interaction.UPDATE);
        need("GET /api/access/visas", "PractitionerRole", Interaction.READ);
        need("POST /api/access/visas/introspection", "PractitionerRole", Interaction.READ);
        need("GET /api/research/participants", "ResearchSubject", Interaction.SEARCH);
        need("GET /api/research/participants/{id}", "ResearchSubject", Interaction.READ);
        need("POST /api/research/check", "ResearchSubject", Interaction.READ);
        need("POST /api/environment/projects/{project}/runs", "Task", Interaction.CREATE);
        need("GET /api/environment/projects/{project}/runs", "Task", Interaction.SEARCH);
        need("GET /api/environment/runs/{id}", "Task", Interaction.READ);
        need("POST /api/environment/runs/{id}/stop", "Task", Interaction.UPDATE);
        need("POST /api/environment/runs/{id}/output", "MeasureReport", Interaction.CREATE);
        need(
                "POST /api/environment/projects/{project}/outputs",
                "MeasureReport",
                Interaction.CREATE);
        need(
                "GET /api/environment/projects/{project}/outputs",
                "MeasureReport",
                Interaction.SEARCH);
        need("GET /api/environment/outputs/{id}", "MeasureReport", Interaction.READ);
        need("POST /api/environment/outputs/{id}/answer", "MeasureReport", Interaction.UPDATE);
        need("POST /api/environment/outputs/{id}/withdraw", "MeasureReport", Interaction.UPDATE);
        need("GET /api/environment/outputs/{id}/file", "MeasureReport", Interaction.READ);
        need("GET /api/environment/files", "MolecularSequence", Interaction.SEARCH);
        need("GET /ga4gh/drs/v1/objects/{id}", "MolecularSequence", Interaction.READ);
        need(
                "GET /ga4gh/drs/v1/objects/{id}/access/{access}",
                "MolecularSequence",
                Interaction.READ);
        need("GET /ga4gh/drs/v1/bytes/{leave}", "MolecularSequence", Interaction.READ);
        need("GET /htsget/variants/{id}", "MolecularSequence", Interaction.READ);
        need("POST /htsget/variants/{id}", "MolecularSequence", Interaction.READ);
        need("GET /api/training/exercises", "Questionnaire", Interaction.SEARCH);
        need(
                "POST /api/training/exercises/{id}/attempts",
                "QuestionnaireResponse",
                Interaction.CREATE);
        need(
                "POST /api/training/exercises/{id}/checks",
                "QuestionnaireResponse",
                Interaction.CREATE);
        need("GET /api/training/results", "MeasureReport", Interaction.SEARCH);
        need("GET /api/training/statements", "PractitionerRole", Interaction.SEARCH);
        need("GET /api/workforce/me", "PractitionerRole", Interaction.READ);
        need("GET /api/workforce/lessons/{id}", "Questionnaire", Interaction.READ);
        need(
                "POST /api/workforce/lessons/{id}/answers",
                "QuestionnaireResponse",
                Interaction.CREATE);
        need(
                "GET /api/workforce/organisations/{ods}/staff",
                "PractitionerRole",
                Interaction.SEARCH);
        need("GET /api/workforce/staff/{subject}", "PractitionerRole", Interaction.READ);
        need("POST /api/workforce/staff/{subject}/steps", "PractitionerRole", Interaction.UPDATE);
        need("POST /api/workforce/completions", "PractitionerRole", Interaction.UPDATE);
        need(
                "GET /api/workforce/organisations/{ods}/imports",
                "PractitionerRole",
                Interaction.SEARCH);
        need("GET /api/workforce/organisations/{ods}/gates", "PractitionerRole", Interaction.READ);
        need(
                "POST /api/workforce/organisations/{ods}/gates",
                "PractitionerRole",
                Interaction.UPDATE);
        need("GET /api/workforce/forecast", "PlanDefinition", Interaction.READ);
        need("POST /api/workforce/forecast", "PlanDefinition", Interaction.CREATE);
        need("GET /api/workforce/forecast/{id}", "PlanDefinition", Interaction.READ);
        need("DELETE /api/workforce/forecast/{id}", "PlanDefinition", Interaction.DELETE);
        need("GET /api/workforce/overrides", "AuditEvent", Interaction.SEARCH);
        need("POST /api/workforce/overrides/{id}", "AuditEvent", Interaction.UPDATE);
        need("GET /api/metering", "AuditEvent", Interaction.SEARCH);
        need("GET /api/metering/uses", "AuditEvent", Interaction.SEARCH);
        need("GET /api/value/contracts", "Contract", Interaction.SEARCH);
        need("GET /api/value/contracts/{id}", "Contract", Interaction.READ);
        need("POST /api/value/contracts/{id}/steps", "Contract", Interaction.UPDATE);
        need("GET /api/value/funds", "Account", Interaction.SEARCH);
        need("POST /api/value/funds/steps", "Account", Interaction.UPDATE);
        need("POST /api/value/use", "ChargeItem", Interaction.CREATE);
        need("POST /api/value/books/closing", "Account", Interaction.UPDATE);
        need("GET /api/log/status", "AuditEvent", Interaction.READ);
        need("POST /api/consultations", "Questionnaire", Interaction.CREATE);
        need("POST /api/consultations/{id}/responses", "QuestionnaireResponse", Interaction.CREATE);
        need("GET /api/consultations/{id}/words", "QuestionnaireResponse", Interaction.SEARCH);
        need(
                "POST /api/consultations/{id}/words/{number}",
                "QuestionnaireResponse",
                Interaction.UPDATE);
        need("POST /api/consultations/{id}/decision", "Questionnaire", Interaction.UPDATE);
        need("POST /api/survey/waves/{wave}", "QuestionnaireResponse", Interaction.CREATE);
    }

    /// What the service is, told to anybody, with a token or without.
    private static final Set<String> OPEN =
            Set.of("GET /ga4gh/drs/v1/service-info", "GET /htsget/variants/service-info");

    private static void need(String path, String type, Interaction interaction) {
        NEEDS.put(path, new Need(type, interaction));
    }

    /// What each path needs, by its method, or `ANY`, and its pattern.
    public static Map<String, Need> needs() {
        return Map.copyOf(NEEDS);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod)) {
            // Nothing of ours is served there, so it is not found.
            return true;
        }
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (OPEN.contains(method + " " + pattern)) {
            return true;
        }
        Actor actor = CurrentActor.require();
        Need need = NEEDS.getOrDefault(method + " " + pattern, NEEDS.get("ANY " + pattern));
        if (need == null) {
            ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", "No scope opens this path.");
            return false;
        }
        Optional<String> missing =
                actor.scopes().missing(actor.roles(), need.type(), EnumSet.of(need.interaction()));
        if (missing.isPresent()) {
            response.setHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
            ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", missing.get());
            return false;
        }
        return true;
    }
}
