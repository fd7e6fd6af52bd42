package org.opengms.market;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.opengms.datafile.DataFile;

/// The prices that are published, and by which principles they were made: dated data that somebody
/// signs. A contract may ask for less, never for more from whoever works for the public good.
///
/// @param version names it
/// @param publishedOn the day on which everybody could read it
/// @param from its first day, not before it was published
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param basis where the figures come from, in words
/// @param principles by which prices are made
/// @param items each with its price
public record Tariff(
        String version,
        LocalDate publishedOn,
        LocalDate from,
        Optional<String> signedBy,
        String basis,
        List<Principle> principles,
        List<Item> items) {
    private static final DataFile<Tariff> FILE =
            new DataFile<>(Tariff.class, "a tariff", "OGMS-7950", UnaryOperator.identity());

    /// @throws IllegalArgumentException if it is out of order
    public Tariff {
        principles = List.copyOf(principles);
        items = List.copyOf(items);
        if (version.isBlank() || basis.isBlank()) {
            throw new IllegalArgumentException("version and basis: say both.");
        }
        if (from.isBefore(publishedOn)) {
            throw new IllegalArgumentException(
                    "from: prices hold from %s, before anybody could read them on %s. Give the later day."
                            .formatted(from, publishedOn));
        }
        if (principles.isEmpty() || items.isEmpty()) {
            throw new IllegalArgumentException("principles and items: give at least one of each.");
        }
        Set<String> codes = new HashSet<>();
        for (String code :
                Stream.concat(
                                principles.stream().map(Principle::code),
                                items.stream().map(Item::code))
                        .toList()) {
            if (!codes.add(code)) {
                throw new IllegalArgumentException(
                        "code: %s is there twice. Give each its own.".formatted(code));
            }
        }
    }

    /// Whose use is priced.
    public enum Payer {
        /// Research and care for the public good: the health service, universities, charities and
        /// public bodies that make no profit of it.
        PUBLIC_GOOD,

        /// Whoever works for profit, and whoever works for them.
        COMMERCIAL
    }

    /// A principle that prices follow.
    ///
    /// @param code by which it is spoken of
    /// @param says what it asks, in a sentence
    /// @param here what that means for the prices, in a sentence
    /// @param source which framework, in words
    /// @param address where that can be read
    public record Principle(String code, String says, String here, String source, String address) {
        public Principle {
            requireCode(code);
            if (Stream.of(says, here, source).anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        "says, here and source: give all three of %s.".formatted(code));
            }
            if (!address.startsWith("https://")) {
                throw new IllegalArgumentException(
                        "address: %s of %s is no web address that begins with https."
                                .formatted(address, code));
            }
        }
    }

    /// Something that has a price. All amounts are pence, without value added tax.
    ///
    /// @param code by which contracts and meters speak of it, such as `record-read`
    /// @param name for people
    /// @param units how many units a price is for: 1, or 1,000 of what is counted in thousands
    /// @param unit what is counted, in words
    /// @param costPence what providing it costs, as assessed
    /// @param publicGoodPence the price for the public good, at most the cost
    /// @param commercialPence the price for profit, at least the cost
    public record Item(
            String code,
            String name,
            int units,
            String unit,
            long costPence,
            long publicGoodPence,
            long commercialPence) {
        public Item {
            requireCode(code);
            if (name.isBlank() || unit.isBlank()) {
                throw new IllegalArgumentException(
                        "name and unit: give both of %s.".formatted(code));
            }
            if (units != 1 && units != 1000) {
                throw new IllegalArgumentException(
                        "units: %s is priced by %d. Price one or a thousand."
                                .formatted(code, units));
            }
            if (publicGoodPence < 0 || costPence < 0) {
                throw new IllegalArgumentException(
                        "costPence and publicGoodPence: nothing of %s is below nil."
                                .formatted(code));
            }
            if (publicGoodPence > costPence) {
                throw new IllegalArgumentException(
                        "publicGoodPence: %d of %s is above the cost of %d. For the public good ask the cost or less (Value Sharing Framework, principle 1)."
                                .formatted(publicGoodPence, code, costPence));
            }
            if (commercialPence < costPence) {
                throw new IllegalArgumentException(
                        "commercialPence: %d of %s is below the cost of %d. Recover it (Value Sharing Framework, principle 2)."
                                .formatted(commercialPence, code, costPence));
            }
        }

        /// The price.
        ///
        /// @return pence for `units` units
        public long pence(Payer payer) {
            return switch (payer) {
                case PUBLIC_GOOD -> publicGoodPence;
                case COMMERCIAL -> commercialPence;
            };
        }
    }

    private static void requireCode(String code) {
        if (!code.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "code: %s is none. Use small letters, digits and hyphens.".formatted(code));
        }
    }

    /// The tariff that comes with the program. Nobody has signed it.
    public static Tariff standard() {
        return FILE.shipped(Tariff.class, "tariff-2026.1.json");
    }

    /// Reads one from a file.
    ///
    /// @throws IllegalArgumentException if it holds no tariff, or one that goes against its own
    ///   principles, naming the field and the reason
    public static Tariff read(Path file) {
        return FILE.read(file);
    }

    /// Its prices as comma-separated values, amounts in pounds.
    public String csv() {
        List<String> lines = new ArrayList<>();
        lines.add("code,name,units,unit,cost_gbp,public_good_gbp,commercial_gbp,version,from");
        for (Item item : items) {
            lines.add(
                    String.join(
                            ",",
                            item.code(),
                            quoted(item.name()),
                            Integer.toString(item.units()),
                            quoted(item.unit()),
                            pounds(item.costPence()),
                            pounds(item.publicGoodPence()),
                            pounds(item.commercialPence()),
                            quoted(version),
                            from.toString()));
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String pounds(long pence) {
        return String.format(Locale.ROOT, "%d.%02d", pence / 100, pence % 100);
    }
}
