package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.List;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;

/// The gene panels, to search and to browse.
///
/// @param text the words searched for, empty to browse
/// @param held how many panels the service has
/// @param found what the words found, or every panel
/// @param page of them, from 1
public record PanelsView(String text, int held, List<Hit> found, int page) {
    /// How many panels a page shows.
    static final int PAGE_SIZE = 50;

    public PanelsView {
        found = List.copyOf(found);
    }

    /// A panel that was found, in its newest version.
    ///
    /// @param because where the words were found; empty where in its name or number alone
    public record Hit(Panel panel, List<String> because) {
        public Hit {
            because = List.copyOf(because);
        }

        /// How many of its entries are of diagnostic grade.
        public long green() {
            return panel.count(Confidence.GREEN);
        }
    }

    /// The panels on this page.
    public List<Hit> rows() {
        int from = Math.min((page - 1) * PAGE_SIZE, found.size());
        return found.subList(from, Math.min(from + PAGE_SIZE, found.size()));
    }

    /// How many pages there are, at least 1.
    public int pages() {
        return Math.max(1, (found.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    /// The address of another page of the same.
    public String address(int other) {
        return "/directory/panels?text=%s&page=%d".formatted(DirectoryView.encoded(text), other);
    }

    /// The pages to link to: the first, the last and those around this one; 0 stands for a gap.
    public List<Integer> pageNumbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= pages(); number++) {
            if (number == 1 || number == pages() || Math.abs(number - page) <= 1) {
                numbers.add(number);
            } else if (numbers.getLast() != 0) {
                numbers.add(0);
            }
        }
        return numbers;
    }
}
