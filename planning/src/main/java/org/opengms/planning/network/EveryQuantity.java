package org.opengms.planning.network;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every quantity of a scenario, by the place where it stands in the file.
final class EveryQuantity {
    private final Map<String, Quantity> found = new TreeMap<>();

    private EveryQuantity() {}

    /// By place, such as `laboratories[2].clerks.places`.
    static Map<String, Quantity> of(ServiceScenario scenario) {
        EveryQuantity all = new EveryQuantity();
        all.visit("", scenario);
        return all.found;
    }

    private void visit(String place, Object value) {
        switch (value) {
            case Quantity quantity -> found.put(place, quantity);
            case Record item -> {
                for (RecordComponent component : item.getClass().getRecordComponents()) {
                    visit(
                            (place.isEmpty() ? "" : place + ".") + component.getName(),
                            component(item, component));
                }
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    visit(place + "[" + i + "]", list.get(i));
                }
            }
            case Optional<?> optional -> optional.ifPresent(held -> visit(place, held));
            default -> {}
        }
    }

    private static Object component(Record item, RecordComponent component) {
        try {
            return component.getAccessor().invoke(item);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "OGMS-6103 Cannot read " + component + ". This is a fault of the program.", e);
        }
    }
}
