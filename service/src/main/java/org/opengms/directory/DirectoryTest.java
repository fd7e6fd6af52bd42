package org.opengms.directory;

import java.util.Optional;

/// One test that the directory offers for an indication.
///
/// @param code such as `R901.2`
/// @param name for people
/// @param method how it is done, as far as routing and capacity differ
/// @param panelId the gene panel applied, if any
/// @param turnaroundClass key into [TestDirectory#turnaroundCalendarDays()]
/// @param familyStructure whose samples it is best done on, if the directory says so
/// @param sheet what the national sheet says of it, if it comes from there
/// @param digital what the digital test directory says of it, with its new code
public record DirectoryTest(
        String code,
        String name,
        TestMethod method,
        Optional<String> panelId,
        String turnaroundClass,
        Optional<FamilyStructure> familyStructure,
        Optional<SheetEntry> sheet,
        Optional<DigitalTest> digital) {

    /// A test of a directory of the service's own form.
    public DirectoryTest(
            String code,
            String name,
            TestMethod method,
            Optional<String> panelId,
            String turnaroundClass,
            FamilyStructure familyStructure) {
        this(
                code,
                name,
                method,
                panelId,
                turnaroundClass,
                Optional.of(familyStructure),
                Optional.empty(),
                Optional.empty());
    }

    /// Whether this is its code, old (`R69.5`) or new (`GT46`).
    public boolean hasCode(String oldOrNew) {
        return code.equals(oldOrNew) || digital.filter(d -> d.code().equals(oldOrNew)).isPresent();
    }

    /// The method in words: as the sheet says, else by its class.
    public String methodWords() {
        return sheet.map(SheetEntry::method).orElse(method.words());
    }

    /// The same test with what the digital test directory says of it.
    DirectoryTest with(DigitalTest newDigital) {
        return new DirectoryTest(
                code,
                name,
                method,
                panelId,
                turnaroundClass,
                familyStructure,
                sheet,
                Optional.of(newDigital));
    }
}
