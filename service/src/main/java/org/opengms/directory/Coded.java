package org.opengms.directory;

/// A code of a national code system with its words as they were published beside it.
///
/// @param code such as `rare-and-inherited-disease`
/// @param words such as `Rare and Inherited Disease`, may be empty
public record Coded(String code, String words) {
    /// The words, else the code.
    public String wordsOrCode() {
        return words.isEmpty() ? code : words;
    }
}
