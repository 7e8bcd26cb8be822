package io.focusforge.orchestrator.expression;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Watches an evaluation from within: it is asked before and after each part of the expression. What a value weighs counts what it holds as
 * often as it holds it: thirty doublings of a list are a small thing until somebody writes it down.
 */
final class Meter {
    private final Bounds bounds;
    private final long end;
    private final Map<Object, Long> weights = new IdentityHashMap<>();
    private long made;
    private int depth;

    private Meter(Bounds bounds) {
        this.bounds = bounds;
        this.end = System.nanoTime() + bounds.time().toNanos();
    }

    static void watch(Frame frame, Bounds bounds) {
        var meter = new Meter(bounds);
        frame.setEvaluateEntryCallback((part, input, environment) -> meter.enter());
        frame.setEvaluateExitCallback((part, input, environment, result) -> meter.leave(result));
    }

    private void enter() {
        if (++depth > bounds.depth()) {
            throw new ExpressionException("calls itself too often");
        }
        if (System.nanoTime() - end > 0) {
            throw new ExpressionException("takes longer than " + bounds.time().toMillis() + " ms");
        }
    }

    private void leave(Object result) {
        depth--;
        // java.util.regex can go back and forth for ever, and cannot be stopped
        if (result instanceof Pattern) {
            throw new ExpressionException("must not hold a regular expression");
        }
        made += shell(result);
        if (made > bounds.size() || weigh(result) > bounds.size()) {
            throw new ExpressionException("makes more than it may");
        }
    }

    private static long shell(Object value) {
        return switch (value) {
            case String text -> text.length();
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case null, default -> 1;
        };
    }

    private long weigh(Object value) {
        return switch (value) {
            case List<?> list -> weighed(list, list);
            case Map<?, ?> map -> weighed(map, map.values());
            case null, default -> shell(value);
        };
    }

    private long weighed(Object container, Iterable<?> parts) {
        var weight = shell(container);
        if (weight > bounds.size()) {
            return weight;
        }
        for (var part : parts) {
            weight += known(part);
        }
        weights.put(container, weight);
        return weight;
    }

    private long known(Object part) {
        var known = part instanceof List || part instanceof Map ? weights.get(part) : null;
        return known != null ? known : weigh(part);
    }
}
