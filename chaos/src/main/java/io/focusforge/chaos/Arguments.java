package io.focusforge.chaos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command line of the form {@code --name value …}. */
public final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    public Arguments(List<String> arguments, List<String> names) {
        for (var i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i).replaceFirst("^--", "");
            if (!names.contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("'%s' is not understood; there are --%s, each with a value"
                        .formatted(arguments.get(i), String.join(", --", names)));
            }
            values.put(name, arguments.get(i + 1));
        }
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
