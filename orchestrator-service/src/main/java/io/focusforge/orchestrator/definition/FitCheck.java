package io.focusforge.orchestrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.expression.Expression;
import io.focusforge.orchestrator.schema.Shape;
import io.focusforge.orchestrator.schema.Shape.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Looks at whether what a step gives is what another takes, as far as schemas say. */
final class FitCheck {
    private static final int DEEPEST = 5;

    private final ChainDefinition chain;
    private final OtherChains others;
    private final Findings findings;
    private final Results results;
    private final Map<String, Step> steps = new HashMap<>();

    FitCheck(ChainDefinition chain, OtherChains others, Findings findings) {
        this.chain = chain;
        this.others = others;
        this.findings = findings;
        this.results = new Results(others);
    }

    void check() {
        chain.steps().forEach(step -> steps.put(step.id(), step));
        chain.steps().forEach(this::step);
        chain.result()
                .ifPresent(result ->
                        takes("/result", result, Shape.of(chain.output().source())));
        if (chain.result().isEmpty()) {
            var last = chain.block().steps().getLast();
            requireFit(
                    last.common().pointer(),
                    results.of(last),
                    Shape.of(chain.output().source()),
                    "the chain's output");
        }
    }

    private void step(Step step) {
        var at = step.common().pointer();
        step.common().when().ifPresent(when -> takes(at + "/when", when, Shape.ANYTHING));
        switch (step) {
            case Step.Search search -> takes(at + "/query", search.query(), Shape.of(Type.STRING));
            case Step.Recall recall -> takes(at + "/query", recall.query(), Shape.of(Type.STRING));
            case Step.Http http -> takes(at + "/url", http.url(), Shape.of(Type.STRING));
            case Step.Transform transform -> takes(at + "/expression", transform.expression(), declared(step));
            case Step.Each each -> takes(at + "/over", each.over(), Shape.of(Type.ARRAY));
            case Step.Call call -> call(call, at);
            case Step.Wait wait -> {
                wait.until().ifPresent(until -> takes(at + "/until", until, Shape.of(Type.STRING)));
                wait.on()
                        .flatMap(Step.OnEvent::subject)
                        .ifPresent(subject -> takes(at + "/subject", subject, Shape.of(Type.STRING)));
            }
            case Step.Tool tool ->
                tool.arguments().ifPresent(given -> takes(at + "/arguments", given, Shape.of(Type.OBJECT)));
            case Step.Agents agents ->
                agents.calls().forEach(called -> callable(called.chain(), called.version(), called.pointer()));
            case Step.Prompt _, Step.Parallel _, Step.Branch _, Step.Approve _ -> {}
        }
    }

    private static Shape declared(Step step) {
        return step.common().output().map(schema -> Shape.of(schema.source())).orElse(Shape.ANYTHING);
    }

    private void call(Step.Call call, String at) {
        callable(call.chain(), call.version(), at)
                .ifPresent(other -> input(call.input(), other.input(), at + "/input"));
    }

    /** @return empty for a chain that cannot be called, which was said */
    private Optional<OtherChains.Face> callable(String name, Integer version, String at) {
        if (name.equals(chain.name())) {
            findings.add(at + "/chain", "calls the chain itself");
            return Optional.empty();
        }
        var other = others.find(name, version);
        if (other.isEmpty()) {
            findings.add(at + "/chain", "names a chain, or a version of it, that there is not");
        } else if (other.get().depth() >= DEEPEST) {
            findings.add(at + "/chain", "calls too deeply: at most " + DEEPEST + " chains within each other");
            return Optional.empty();
        }
        return other;
    }

    private void input(Expression given, JsonNode schema, String at) {
        takes(at, given, Shape.of(schema));
        var fields = given.fields();
        var wanted = Shape.of(schema);
        if (fields.isEmpty() || wanted == Shape.ANYTHING) {
            return;
        }
        fields.forEach((name, path) -> wanted.field(name)
                .ifPresentOrElse(
                        shape -> follow(at, path, shape),
                        () -> findings.add(at, "gives '" + name + "', which the chain does not take")));
        StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .filter(name -> !fields.containsKey(name))
                .forEach(name -> findings.add(at, "lacks '" + name + "', which the chain requires"));
    }

    private void takes(String at, Expression expression, Shape wanted) {
        follow(at, expression.path(), wanted);
    }

    /** @param path empty for what says nothing of where it leads */
    private void follow(String at, List<String> path, Shape wanted) {
        if (path.isEmpty()) {
            return;
        }
        var isStep = path.getFirst().equals("steps") && path.size() > 1;
        var place = root(path);
        for (var name : path.subList(isStep ? 2 : 1, path.size())) {
            var within = place.field(name);
            if (within.isEmpty()) {
                findings.add(
                        at,
                        "there is no '%s' in %s, which gives %s".formatted(name, String.join(".", path), place.said()));
                return;
            }
            place = within.get();
        }
        requireFit(at, place, wanted, "this");
    }

    private Shape root(List<String> path) {
        return switch (path.getFirst()) {
            case "input" -> Shape.of(chain.input().source());
            case "steps" ->
                path.size() > 1 && steps.containsKey(path.get(1)) ? results.of(steps.get(path.get(1))) : Shape.ANYTHING;
            default -> Shape.ANYTHING;
        };
    }

    private void requireFit(String at, Shape given, Shape wanted, String what) {
        if (!given.fits(wanted)) {
            findings.add(at, "gives %s where %s takes %s".formatted(given.said(), what, wanted.said()));
        }
    }
}
