package io.focusforge.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what each round saw, in the order in which the figures were first seen. */
public final class Rounds {
    private record Name(String name, String unit) {}

    private final Map<Name, List<Double>> values = new LinkedHashMap<>();

    public void add(String name, String unit, double value) {
        values.computeIfAbsent(new Name(name, unit), first -> new ArrayList<>()).add(value);
    }

    public List<Figure> figures() {
        return values.entrySet().stream()
                .map(entry -> Figure.of(entry.getKey().name(), entry.getKey().unit(), entry.getValue()))
                .toList();
    }
}
