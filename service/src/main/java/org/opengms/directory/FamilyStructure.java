package org.opengms.directory;

/// Whose samples a test is best done on.
public enum FamilyStructure {
    SINGLETON,
    TRIO
}
