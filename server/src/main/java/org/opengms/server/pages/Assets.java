package org.opengms.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Where the browser finds style sheets and scripts. Every address carries a version or a digest,
/// so that browsers may keep what is there for ever.
///
/// @param files address below `/assets/` by plain name, such as `opengms.css`
public record Assets(Map<String, String> files) {
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
