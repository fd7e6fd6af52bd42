package org.opengms.laboratories;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.people.NhsNumber;

/// What must not be in a list of work: anything that says who a patient is.
public final class PersonalTraces {
    /// Ten digits in the groups in which an NHS number is written, whatever letters stand beside
    /// them.
    private static final Pattern TEN_DIGITS =
            Pattern.compile("(?<![0-9])[0-9]{3}[ \\-]?[0-9]{3}[ \\-]?[0-9]{4}(?![0-9])");

    private static final Set<String> HEADINGS =
            Set.of(
                    "nhs",
                    "nhsno",
                    "nhsnum",
                    "nhsid",
                    "name",
                    "names",
                    "patient",
                    "person",
                    "initials",
                    "title",
                    "dob",
                    "born",
                    "birth",
                    "age",
                    "sex",
                    "gender",
                    "mrn",
                    "address",
                    "phone",
                    "email",
                    "ethnicity");

    private static final Pattern HEADING_PARTS =
            Pattern.compile(
                    "nhsnumber|nhsno|surname|forename|firstname|lastname|middlename|givenname|familyname|fullname|patientname|patientid|patientnumber|nameofpatient|dateofbirth|birthdate|birthday|postcode|hospitalnumber|hospitalno|telephone|emailaddress");

    private PersonalTraces() {}

    /// Whether a column of this heading says who a patient is.
    public static boolean isHeading(String heading) {
        String plain = lettersOf(heading);
        return HEADINGS.contains(plain) || HEADING_PARTS.matcher(plain).find();
    }

    /// Whether a valid NHS number stands in a text, with blanks and hyphens or without.
    public static boolean isIn(String text) {
        String spaced = text.replaceAll("[\\h\\u2010-\\u2015]", " ");
        Matcher digits = TEN_DIGITS.matcher(spaced);
        for (int from = 0; digits.find(from); from = digits.start() + 1) {
            if (NhsNumber.read(digits.group()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /// A heading without its case, blanks and signs.
    static String lettersOf(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
