package org.opengms.training;

/// Made-up work that was put ready for one attempt at an exercise, and for nobody else.
///
/// @param words what lies ready and how to find it, in plain words
/// @param path the page on which to go on
public record Practice(String words, String path) {
    /// @throws IllegalArgumentException if it tells nothing, or leads out of the service
    public Practice {
        if (words.isBlank() || !path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "OGMS-8968 Work to practise on needs words and a page of this service.");
        }
    }
}
