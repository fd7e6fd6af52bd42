package org.opengms.directory;

import java.util.Optional;

/// One test that the directory offers for an indication.
///
/// @param code such as `R901.2`
/// @param name for people
/// @param method how it is done
/// @param panelId the gene panel applied, if any
/// @param turnaroundClass key into [TestDirectory#turnaroundCalendarDays()]
/// @param familyStructure whose samples it is best done on
public record DirectoryTest(
        String code,
        String name,
        TestMethod method,
        Optional<String> panelId,
        String turnaroundClass,
        FamilyStructure familyStructure) {}
