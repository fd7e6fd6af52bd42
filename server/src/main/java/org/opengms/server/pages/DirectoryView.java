package org.opengms.server.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectorySearch;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;

/// The test directory, to search and to browse.
///
/// @param versions every version, newest first
/// @param shown the version that is searched
/// @param text the words searched for, empty to browse
/// @param found what the words found, or every indication
/// @param page of them, from 1
public record DirectoryView(
        List<TestDirectory> versions,
        TestDirectory shown,
        String text,
        List<DirectorySearch.Hit> found,
        int page) {
    /// How many indications a page shows.
    static final int PAGE_SIZE = 50;

    public DirectoryView {
        versions = List.copyOf(versions);
        found = List.copyOf(found);
    }

    /// The indications on this page.
    public List<DirectorySearch.Hit> rows() {
        int from = Math.min((page - 1) * PAGE_SIZE, found.size());
        return found.subList(from, Math.min(from + PAGE_SIZE, found.size()));
    }

    /// How many pages there are, at least 1.
    public int pages() {
        return Math.max(1, (found.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    /// The address of another page of the same.
    public String address(int other) {
        return "/directory?version=%s&text=%s&page=%d"
                .formatted(encoded(shown.version()), encoded(text), other);
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

    /// How many tests of a version are whole genomes.
    public long genomes(TestDirectory directory) {
        return directory.tests().stream().filter(t -> t.method() == TestMethod.WGS).count();
    }

    /// The version before another; itself where there is none.
    public TestDirectory before(TestDirectory directory) {
        int at = versions.indexOf(directory);
        return versions.get(Math.min(at + 1, versions.size() - 1));
    }

    /// The methods that an indication offers, each once, in its order.
    public String methods(ClinicalIndication indication) {
        return String.join(
                ", ", indication.tests().stream().map(t -> t.methodWords()).distinct().toList());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
