package org.opengms.server.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Turns pages into HTML by templates that were compiled with the program.
public final class Html {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, null, "org.opengms.server.pages.html");

    /// The HTML of a page.
    public String render(Page page) {
        String template =
                switch (page) {
                    case Page.Start _ -> "start.jte";
                    case Page.SignIn _ -> "signin.jte";
                    case Page.Orders _ -> "orders.jte";
                    case Page.NewOrder _ -> "neworder.jte";
                    case Page.Order _ -> "order.jte";
                    case Page.OrderDecision _ -> "orderdecision.jte";
                    case Page.Report _ -> "report.jte";
                    case Page.Laboratory _ -> "laboratory.jte";
                    case Page.Samples _ -> "samples.jte";
                    case Page.Choices _ -> "choices.jte";
                    case Page.Notices _ -> "notices.jte";
                    case Page.ChoiceEntry _ -> "choiceentry.jte";
                    case Page.ChoiceDoubt _ -> "choicedoubt.jte";
                    case Page.ToAsk _ -> "toask.jte";
                    case Page.FamilyResult _ -> "familyresult.jte";
                    case Page.KeptGenomes _ -> "keptgenomes.jte";
                    case Page.FollowUp _ -> "followup.jte";
                    case Page.Reviews _ -> "reviews.jte";
                    case Page.Research _ -> "research.jte";
                    case Page.ResearchRun _ -> "researchrun.jte";
                    case Page.ResearchOutput _ -> "researchoutput.jte";
                    case Page.Checking _ -> "checking.jte";
                    case Page.CheckingOne _ -> "checkingone.jte";
                    case Page.Readings _ -> "readings.jte";
                    case Page.Capacity _ -> "capacity.jte";
                    case Page.WorkCheck _ -> "workcheck.jte";
                    case Page.OneImport _ -> "oneimport.jte";
                    case Page.Overview _ -> "overview.jte";
                    case Page.Directory _ -> "directory.jte";
                    case Page.Indication _ -> "indication.jte";
                    case Page.Differences _ -> "differences.jte";
                    case Page.Panels _ -> "panels.jte";
                    case Page.GenePanel _ -> "panel.jte";
                    case Page.PanelDifferences _ -> "paneldifferences.jte";
                    case Page.Promises _ -> "promises.jte";
                    case Page.Yields _ -> "yields.jte";
                    case Page.Checks _ -> "checks.jte";
                    case Page.WorkforceAhead _ -> "workforceahead.jte";
                    case Page.Rollouts _ -> "rollouts.jte";
                    case Page.RolloutProgress _ -> "rolloutprogress.jte";
                    case Page.RolloutDone _ -> "rolloutdone.jte";
                    case Page.RolloutComparison _ -> "rolloutcomparison.jte";
                    case Page.Mine _ -> "mine.jte";
                    case Page.ActsFor _ -> "actsfor.jte";
                    case Page.ForPerson _ -> "forperson.jte";
                    case Page.ForChoices _ -> "forchoices.jte";
                    case Page.Safeguards _ -> "safeguards.jte";
                    case Page.SafeguardsDue _ -> "safeguardsdue.jte";
                    case Page.MyChoices _ -> "mychoices.jte";
                    case Page.MyLetter _ -> "myletter.jte";
                    case Page.Projects _ -> "projects.jte";
                    case Page.ProjectApplication _ -> "projectapplication.jte";
                    case Page.OneProject _ -> "project.jte";
                    case Page.Committee _ -> "committee.jte";
                    case Page.Entitlements _ -> "entitlements.jte";
                    case Page.PublicList _ -> "publicprojects.jte";
                    case Page.PublicOne _ -> "publicproject.jte";
                    case Page.Register _ -> "register.jte";
                    case Page.Consultations _ -> "consultations.jte";
                    case Page.OneConsultation _ -> "consultation.jte";
                    case Page.ConsultationRules _ -> "consultationrules.jte";
                    case Page.Moderation _ -> "moderation.jte";
                    case Page.SurveyTable _ -> "survey.jte";
                    case Page.ConsentWording _ -> "consentwording.jte";
                    case Page.Evaluations _ -> "evaluations.jte";
                    case Page.OneEvaluation _ -> "evaluation.jte";
                    case Page.EvaluationProtocol _ -> "evaluationprotocol.jte";
                    case Page.Document _ -> "document.jte";
                    case Page.PublicCatalogue _ -> "publiccatalogue.jte";
                    case Page.Prices _ -> "prices.jte";
                    case Page.Ask _ -> "ask.jte";
                    case Page.Enquiries _ -> "enquiries.jte";
                    case Page.OneEnquiry _ -> "enquiry.jte";
                    case Page.Finance _ -> "finance.jte";
                    case Page.ContractForm _ -> "contractform.jte";
                    case Page.OneContract _ -> "contract.jte";
                    case Page.FundList _ -> "funds.jte";
                    case Page.Money _ -> "money.jte";
                    case Page.Workforce _ -> "workforce.jte";
                    case Page.OneOfStaff _ -> "staffone.jte";
                    case Page.OwnCompetences _ -> "owncompetences.jte";
                    case Page.OneLesson _ -> "lesson.jte";
                    case Page.PaperOrders _ -> "paperorders.jte";
                    case Page.Maturity _ -> "maturity.jte";
                    case Page.SiteMaturity _ -> "sitematurity.jte";
                    case Page.Infrastructure _ -> "infrastructure.jte";
                    case Page.Training _ -> "training.jte";
                    case Page.TrainingResults _ -> "trainingresults.jte";
                    case Page.OrderErrorRates _ -> "ordererrors.jte";
                    case Page.Problem _ -> "problem.jte";
                };
        return render(template, page);
    }

    /// The HTML of a part of a page.
    ///
    /// @param template the part's template, whose one parameter is the model
    String render(String template, Object model) {
        StringOutput output = new StringOutput();
        engine.render(template, model, output);
        return output.toString();
    }

    /// A page as an answer that no cache keeps, because it may hold personal data.
    public ResponseEntity<String> answer(HttpStatus status, Page page) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(render(page));
    }

    /// A part of a page as an answer.
    ResponseEntity<String> answer(String template, Object model) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(render(template, model));
    }
}
