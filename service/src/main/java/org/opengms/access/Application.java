package org.opengms.access;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is applied for. A draft is whole too: what is missing is missing nowhere, so nobody sends
/// what cannot be judged.
///
/// @param title as it will stand in the public register
/// @param laySummary what is done, with what, and why, for anybody to read; published
/// @param publicBenefit who has what from it, after the headings of the National Data Guardian
///   (*What do we mean by public benefit?*, 2022): what, for whom, how much, how likely, against
///   what risks; published
/// @param purpose coded
/// @param data that is wanted
/// @param why why these data and no less
/// @param team who would work with it; whoever is first leads
/// @param agreements of their institutions, one for each
/// @param monthsWanted how long, in months
/// @param declared uses of a kind that may be refused to everybody, which the applicant says that
///   the results will have
public record Application(
        String title,
        String laySummary,
        String publicBenefit,
        StudyPurpose purpose,
        Set<DataKind> data,
        String why,
        List<TeamMember> team,
        List<InstitutionAgreement> agreements,
        int monthsWanted,
        Set<String> declared) {
    /// How many may be in a team.
    public static final int LARGEST_TEAM = 50;

    /// The shortest summary that says anything.
    public static final int SHORTEST_SUMMARY = 100;

    private static final int LONGEST_TEXT = 4000;

    /// @throws IllegalArgumentException if something is missing, too long or twice, naming the
    ///   field
    public Application {
        title = Texts.checked("title", title, 5, 150);
        laySummary = Texts.checked("laySummary", laySummary, SHORTEST_SUMMARY, LONGEST_TEXT);
        publicBenefit =
                Texts.checked("publicBenefit", publicBenefit, SHORTEST_SUMMARY, LONGEST_TEXT);
        data = Set.copyOf(data);
        why = Texts.checked("why", why, 20, LONGEST_TEXT);
        team = List.copyOf(team);
        agreements = List.copyOf(agreements);
        declared = Set.copyOf(declared);
        if (data.isEmpty()) {
            throw new IllegalArgumentException("OGMS-8604 data: say which data are wanted.");
        }
        if (team.isEmpty() || team.size() > LARGEST_TEAM) {
            throw new IllegalArgumentException(
                    "OGMS-8604 team: name 1 to %d people.".formatted(LARGEST_TEAM));
        }
        Set<Account> accounts = new HashSet<>();
        for (TeamMember member : team) {
            if (!accounts.add(member.account())) {
                throw new IllegalArgumentException(
                        "OGMS-8604 team: %s is named twice.".formatted(member.account().value()));
            }
        }
        if (agreements.size() > 20) {
            throw new IllegalArgumentException("OGMS-8604 agreements: give 20 at most.");
        }
        for (TeamMember member : team) {
            if (agreements.stream().noneMatch(a -> a.covers(member))) {
                throw new IllegalArgumentException(
                        "OGMS-8604 agreements: %s works for %s, and no agreement of that institution is named."
                                .formatted(member.account().value(), member.organisation()));
            }
        }
        if (monthsWanted < 1 || monthsWanted > 60) {
            throw new IllegalArgumentException("OGMS-8604 monthsWanted: give 1 to 60 months.");
        }
    }

    /// Who leads the project.
    public TeamMember lead() {
        return team.getFirst();
    }

    /// A member of the team by their account.
    public Optional<TeamMember> member(Account account) {
        return team.stream().filter(m -> m.account().equals(account)).findFirst();
    }
}
