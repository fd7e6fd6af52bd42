package org.opengms.fhir;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// FHIRPaths as findings write them, followed in the JSON of a message: names, indexes, and choices
/// such as `value` for `valueInteger`. Knows nothing of FHIR's definitions.
final class JsonPlaces {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern STEP =
            Pattern.compile("([A-Za-z]+)(?:\\[([0-9]+)\\]|\\('([^']*)'\\))?");

    private JsonPlaces() {}

    static JsonNode tree(String json) {
        return JSON.readTree(json);
    }

    /// What stands at a path, if anything does. A list without an index stands for itself.
    static Optional<JsonNode> at(JsonNode root, String path) {
        return follow(root, path).map(Place::node);
    }

    /// Removes what stands at a path.
    ///
    /// @return whether anything stood there
    static boolean remove(JsonNode root, String path) {
        Optional<Place> place = follow(root, path);
        place.ifPresent(Place::remove);
        return place.isPresent();
    }

    /// Removes something, or puts something else there, anywhere below an object.
    static void damage(JsonNode root, RandomGenerator random) {
        JsonNode at = root;
        while (true) {
            if (at.isEmpty()) {
                return;
            }
            if (at instanceof ArrayNode array) {
                at = array.get(random.nextInt(array.size()));
                continue;
            }
            List<String> names = List.copyOf(at.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            boolean deeper = at.get(name).isContainer() && random.nextInt(4) > 0;
            if (!deeper) {
                if (random.nextInt(3) > 0) {
                    ((ObjectNode) at).remove(name);
                } else if (at.get(name).isString()) {
                    ((ObjectNode) at).put(name, random.nextBoolean() ? "#" : "2026");
                }
                return;
            }
            at = at.get(name);
        }
    }

    private record Place(JsonNode parent, String name, int index, JsonNode node) {
        void remove() {
            if (index >= 0) {
                ((ArrayNode) ((ObjectNode) parent).get(name)).remove(index);
            } else {
                ((ObjectNode) parent).remove(name);
                ((ObjectNode) parent).remove("_" + name);
            }
        }
    }

    private static Optional<Place> follow(JsonNode root, String path) {
        Matcher steps = STEP.matcher(path);
        if (!steps.find()) {
            return Optional.empty();
        }
        Optional<Place> place = Optional.of(new Place(root, "", -1, root));
        while (steps.find() && place.isPresent()) {
            place = step(place.get().node(), steps.group(1), steps.group(2), steps.group(3));
        }
        return place;
    }

    private static Optional<Place> step(JsonNode from, String element, String index, String url) {
        Optional<String> member = member(from, element);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        JsonNode found = from.get(member.get());
        if (url != null) {
            for (int i = 0; i < found.size(); i++) {
                if (url.equals(found.get(i).path("url").asString(""))) {
                    return Optional.of(new Place(from, member.get(), i, found.get(i)));
                }
            }
            return Optional.empty();
        }
        if (index == null) {
            return Optional.of(new Place(from, member.get(), -1, found));
        }
        int at = Integer.parseInt(index);
        return found.isArray() && at < found.size()
                ? Optional.of(new Place(from, member.get(), at, found.get(at)))
                : Optional.empty();
    }

    /// The member of that name, or the one that FHIR's choice makes of it.
    private static Optional<String> member(JsonNode from, String element) {
        if (!from.isObject()) {
            return Optional.empty();
        }
        if (from.has(element)) {
            return Optional.of(element);
        }
        return from.propertyNames().stream()
                .filter(n ->
                        n.length() > element.length()
                                && n.startsWith(element)
                                && Character.isUpperCase(n.charAt(element.length())))
                .findFirst();
    }
}
