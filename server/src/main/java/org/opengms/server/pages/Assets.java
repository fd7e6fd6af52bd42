package org.opengms.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What every page of a server has: where the browser finds style sheets and scripts, and the
/// banner. Every address carries a version or a digest, so that browsers may keep what is there for
/// ever.
///
/// @param files address below `/assets/` by plain name, such as `opengms.css`
/// @param banner what stands above every page
public record Assets(Map<String, String> files, Banner banner) {
    /// What stands above every page.
    public enum Banner {
        /// Of a service that is shown.
        DEMONSTRATION("Demonstration: synthetic data. Not for clinical use.", ""),
        /// Of the training service.
        TRAINING(
                "Training service. Everything here is made up; nothing you do reaches a patient.",
                "ogms-phase--training");

        private final String words;
        private final String classes;

        Banner(String words, String classes) {
            this.words = words;
            this.classes = classes;
        }

        /// What it says.
        public String words() {
            return words;
        }

        /// Whether it leads to exercises.
        public boolean hasExercises() {
            return this == TRAINING;
        }

        /// Style classes beside the usual one; may be empty.
        public String classes() {
            return classes;
        }
    }

    /// Of a service that is shown.
    public Assets(Map<String, String> files) {
        this(files, Banner.DEMONSTRATION);
    }

    /// The same with another banner.
    Assets under(Banner other) {
        return new Assets(files, other);
    }

    public Assets {
        files = Map.copyOf(files);
    }

    /// Reads the names that the build wrote beside the assets.
    ///
    /// @throws IllegalStateException if the build did not put the assets into the class path
    public static Assets fromClassPath() {
        try (InputStream in = Assets.class.getResourceAsStream("/assets/names.properties")) {
            if (in == null) {
                throw new IllegalStateException(
                        "OGMS-5002 The page assets are not in the class path: build the module with Maven, which runs assets.mjs.");
            }
            Properties names = new Properties();
            names.load(in);
            Map<String, String> files = new TreeMap<>();
            names.stringPropertyNames().forEach(n -> files.put(n, names.getProperty(n)));
            return new Assets(files);
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-5002 The page assets cannot be read.", e);
        }
    }

    /// The address of a file.
    ///
    /// @param name such as `opengms.css`
    /// @throws IllegalArgumentException if there is no such file
    public String path(String name) {
        String file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException(
                    "OGMS-5003 There is no page asset " + name + ". Have: " + files.keySet());
        }
        return "/assets/" + file;
    }
}
