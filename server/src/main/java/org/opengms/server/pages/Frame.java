package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.gate.Role;

/// What stands around the content of every page.
///
/// @param assets names of the style sheets and scripts
/// @param user who is signed in
/// @param csrfName the name of the field that every form carries
/// @param csrfToken its value
/// @param section the part of the site that the page belongs to
/// @param told of a competence that the last step lacked, if it did
/// @param lessons that are offered at what is done on the page
public record Frame(
        Assets assets,
        Optional<SignedIn> user,
        String csrfName,
        String csrfToken,
        Section section,
        Optional<CompetenceTold> told,
        LessonOffer lessons) {

    /// A page that offers no lesson.
    public Frame(
            Assets assets,
            Optional<SignedIn> user,
            String csrfName,
            String csrfToken,
            Section section,
            Optional<CompetenceTold> told) {
        this(assets, user, csrfName, csrfToken, section, told, LessonOffer.NONE);
    }

    /// The same with lessons.
    Frame offering(LessonOffer offer) {
        return new Frame(assets, user, csrfName, csrfToken, section, told, offer);
    }

    /// A page of somebody who lacked nothing.
    public Frame(
            Assets assets,
            Optional<SignedIn> user,
            String csrfName,
            String csrfToken,
            Section section) {
        this(assets, user, csrfName, csrfToken, section, Optional.empty());
    }

    /// What is told of a competence that was lacking.
    ///
    /// @param isRefusal whether nothing was done
    public record CompetenceTold(String words, boolean isRefusal) {}

    /// Whether the last step was refused for want of a competence, so that forms ask whether it is
    /// an emergency.
    public boolean isRefusedForCompetence() {
        return told.filter(CompetenceTold::isRefusal).isPresent();
    }

    /// Who is signed in, as the header says.
    public record SignedIn(String name, String organisation, List<Role> roles) {
        public SignedIn {
            roles = List.copyOf(roles);
        }

        /// Whether the user has a role.
        public boolean has(Role role) {
            return roles.contains(role);
        }
    }

    /// A part of the site.
    public enum Section {
        NONE("", ""),
        ORDERS("Orders", "/orders"),
        ORDER_FORM("Order a test", "/orders/new"),
        LABORATORY("Laboratory", "/laboratory"),
        DIRECTORY("Directory", "/directory"),
        OVERVIEW("Service overview", "/overview"),
        PROJECTS("Projects", "/projects"),
        COMMITTEE("Access committee", "/committee"),
        RESEARCH("Research", "/research"),
        CHECKING("Outputs to check", "/checking"),
        READINGS("Who read", "/readings"),
        REGISTER("Public register", "/register"),
        EVALUATION("How well it works", "/evaluation"),
        CONSULTATIONS("Consultations", "/consultations"),
        CATALOGUE("Data catalogue", "/catalogue"),
        PRICES("Prices", "/prices"),
        ASK("Ask about the data", "/ask"),
        ENQUIRIES("Enquiries", "/enquiries"),
        ACTS_FOR("People you act for", "/my/for"),
        FINANCE("Contracts and money", "/finance"),
        FUNDS("Funds", "/finance/funds"),
        WORKFORCE("Workforce", "/workforce"),
        MY_COMPETENCES("Your competences", "/workforce/me"),
        MINE("Your data", "/my"),
        MY_CHOICES("Your choices", "/my/choices");

        private final String words;
        private final String path;

        Section(String words, String path) {
            this.words = words;
            this.path = path;
        }

        /// As the navigation says.
        public String words() {
            return words;
        }

        /// Where it begins.
        public String path() {
            return path;
        }
    }

    /// The sections that the user's roles open, in the order of the navigation.
    public List<Section> navigation() {
        List<Section> sections = new ArrayList<>();
        user.ifPresent(who -> {
            if (who.has(Role.PATIENT)) {
                sections.add(Section.MINE);
                sections.add(Section.MY_CHOICES);
                sections.add(Section.REGISTER);
                sections.add(Section.CONSULTATIONS);
                return;
            }
            if (who.has(Role.PROXY)) {
                sections.add(Section.ACTS_FOR);
                sections.add(Section.REGISTER);
                sections.add(Section.CONSULTATIONS);
                return;
            }
            if (who.has(Role.COMMITTEE) || who.has(Role.RESEARCHER)) {
                sections.add(who.has(Role.COMMITTEE) ? Section.COMMITTEE : Section.PROJECTS);
                sections.add(Section.CATALOGUE);
                sections.add(Section.REGISTER);
                sections.add(Section.CONSULTATIONS);
            }
            if (who.has(Role.COMMITTEE)) {
                sections.add(Section.ENQUIRIES);
                sections.add(Section.MY_COMPETENCES);
                return;
            }
            if (who.has(Role.FINANCE)) {
                sections.add(Section.FINANCE);
                sections.add(Section.FUNDS);
                sections.add(Section.REGISTER);
                return;
            }
            if (who.has(Role.CLINICIAN)) {
                sections.add(Section.ORDERS);
                sections.add(Section.ORDER_FORM);
            }
            if (who.has(Role.LABORATORY) || who.has(Role.SCIENTIST)) {
                sections.add(Section.LABORATORY);
            }
            if (who.has(Role.OPERATOR)) {
                sections.add(Section.ENQUIRIES);
            }
            if (who.has(Role.RESEARCHER)) {
                sections.add(Section.RESEARCH);
            }
            if (who.has(Role.AUDITOR)) {
                sections.add(Section.READINGS);
            }
            if (who.has(Role.OUTPUT_CHECKER)) {
                sections.add(Section.CHECKING);
            }
            if (who.has(Role.MANAGER) || who.has(Role.OPERATOR)) {
                sections.add(Section.WORKFORCE);
            }
            if (who.has(Role.CLINICIAN) || who.has(Role.LABORATORY) || who.has(Role.SCIENTIST)) {
                sections.add(Section.MY_COMPETENCES);
            }
            sections.add(Section.DIRECTORY);
            sections.add(Section.OVERVIEW);
        });
        return sections;
    }

    /// Whether the user has a role.
    public boolean userHas(Role role) {
        return user.filter(u -> u.has(role)).isPresent();
    }
}
