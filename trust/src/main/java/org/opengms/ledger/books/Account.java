package org.opengms.ledger.books;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// An account, named as Beancount names it: a root and at least one part, such as
/// `Income:Royalties:C-12`. The roots are Assets, Liabilities, Equity, Income and Expenses; parts
/// begin with a capital letter or a digit (Beancount Language Syntax, "Accounts").
///
/// @param name the whole name
public record Account(@JsonValue String name) implements Comparable<Account> {
    private static final Pattern NAME =
            Pattern.compile(
                    "(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]{0,39}){1,5}");

    /// @throws IllegalArgumentException if it is no such name
    @JsonCreator
    public Account {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7710 An account has a name that books cannot hold. Give a root (Assets, Liabilities, Equity, Income, Expenses) and one to five parts of letters, digits and hyphens, each beginning with a capital or a digit, such as Assets:Bank.");
        }
    }

    @Override
    public int compareTo(Account other) {
        return name.compareTo(other.name);
    }
}
