package io.focusforge.orchestrator.definition;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at what steps need of each other: each is there, in reach, and none needs itself in the end. */
final class GraphCheck {
    private final Findings findings;
    private final Set<String> ids = new HashSet<>();

    private GraphCheck(Findings findings) {
        this.findings = findings;
    }

    static void check(ChainDefinition chain, Findings findings) {
        var check = new GraphCheck(findings);
        chain.steps().forEach(check::unique);
        check.block(chain.block(), Set.of());
        chain.result().ifPresent(result -> {
            var steps = check.idsOf(chain.block());
            result.steps().stream()
                    .filter(step -> !steps.contains(step))
                    .forEach(step ->
                            findings.add("/result", "names the step '" + step + "', which there is not at this level"));
        });
    }

    private void unique(Step step) {
        if (!ids.add(step.id())) {
            findings.add(step.common().pointer() + "/id", "there are two steps '" + step.id() + "'");
        }
    }

    private Set<String> idsOf(Block block) {
        return block.steps().stream().map(Step::id).collect(Collectors.toSet());
    }

    /** @param before steps around the block, which have ended when it begins */
    private void block(Block block, Set<String> before) {
        var own = idsOf(block);
        for (var step : block.steps()) {
            for (var need : step.common().needs()) {
                reach(step, need, own, before);
            }
            step.blocks().forEach(within -> block(within, reachable(step, before)));
        }
        circle(block, own);
    }

    private void reach(Step step, String need, Set<String> own, Set<String> before) {
        if (!own.contains(need) && !before.contains(need)) {
            findings.add(
                    step.common().pointer(),
                    ids.contains(need)
                            ? "needs the step '%s', which is within another one".formatted(need)
                            : "needs the step '%s', which there is not".formatted(need));
        }
    }

    /** What stands for sure when the steps within begin: what the step itself needs. */
    private static Set<String> reachable(Step step, Set<String> before) {
        var reachable = new LinkedHashSet<>(step.common().needs());
        reachable.addAll(before);
        return reachable;
    }

    private void circle(Block block, Set<String> own) {
        var needs = new HashMap<String, Set<String>>();
        block.steps()
                .forEach(step -> needs.put(
                        step.id(),
                        step.common().needs().stream().filter(own::contains).collect(Collectors.toSet())));
        var left = left(needs);
        block.steps().stream()
                .filter(step -> left.contains(step.id()))
                .findFirst()
                .ifPresent(step -> findings.add(
                        step.common().pointer(),
                        "is part of a cycle: " + String.join(" → ", way(step.id(), needs, left))));
    }

    private static Set<String> left(Map<String, Set<String>> needs) {
        var left = new HashSet<>(needs.keySet());
        while (left.removeIf(id -> needs.get(id).stream().noneMatch(left::contains))) {
            continue;
        }
        return left;
    }

    private static List<String> way(String from, Map<String, Set<String>> needs, Set<String> left) {
        var way = new ArrayDeque<String>();
        var at = from;
        while (!way.contains(at)) {
            way.add(at);
            at = needs.get(at).stream().filter(left::contains).findFirst().orElse(from);
        }
        way.add(at);
        return List.copyOf(way);
    }
}
