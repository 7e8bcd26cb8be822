package io.focusforge.orchestrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.schema.JsonSchema;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a chain and says, all at once, what is wrong with it. */
public final class ChainReader {
    private static final int MOST_FIELDS = 50;
    private static final JsonSchema ANY =
            JsonSchema.of(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());

    private ChainReader() {}

    /**
     * @param text YAML or JSON
     * @param others the chains that it may call
     * @throws io.focusforge.common.problem.ProblemException that names each place that is wrong
     */
    public static ChainDefinition read(String text, OtherChains others) {
        var file = ChainText.parse(text);
        return read(file.root(), file.lines(), others);
    }

    /** The same for one that has been read before, and is kept as JSON. */
    public static ChainDefinition again(JsonNode root, OtherChains others) {
        return read(root, Map.of(), others);
    }

    private static ChainDefinition read(JsonNode root, Map<String, Integer> lines, OtherChains others) {
        var findings = new Findings(lines);
        var chain = definition(new Part(root, "", findings));
        findings.throwIfAny();
        GraphCheck.check(chain, findings);
        findings.throwIfAny();
        new FitCheck(chain, others, findings).check();
        findings.throwIfAny();
        return chain;
    }

    private static ChainDefinition definition(Part part) {
        part.requires("name");
        part.requires("input");
        var result = part.expression("result");
        var name = part.text("name", Part.NAME).orElse("");
        var description = part.text("description").orElse("");
        var input = part.schema("input").orElse(ANY);
        var declared = part.schema("output");
        var retrieved = new HashSet<>(part.texts("retrieved", MOST_FIELDS));
        var block = new StepReader().block(part, 1);
        var output = declared.or(() -> result.isEmpty() ? ofLast(block) : Optional.empty());
        if (output.isEmpty() && !part.has("output")) {
            part.requires("output");
        }
        part.end();
        return new ChainDefinition(
                name, description, input, output.orElse(ANY), result, retrieved, foreign(block), block, part.node());
    }

    private static Optional<JsonSchema> ofLast(Block block) {
        return block.steps().isEmpty()
                ? Optional.empty()
                : block.steps().getLast().common().output();
    }

    /** Steps that get text from elsewhere, and those that pass it on. A model's answer is its own. */
    private static Set<String> foreign(Block block) {
        var foreign = new HashSet<String>();
        var before = -1;
        while (foreign.size() != before) {
            before = foreign.size();
            mark(block, foreign);
        }
        return Set.copyOf(foreign);
    }

    private static void mark(Block block, Set<String> foreign) {
        for (var step : block.steps()) {
            step.blocks().forEach(within -> mark(within, foreign));
            if (isForeign(step, foreign)) {
                foreign.add(step.id());
            }
        }
    }

    private static boolean isForeign(Step step, Set<String> foreign) {
        return switch (step) {
            case Step.Search _, Step.Recall _, Step.Http _, Step.Call _, Step.Tool _ -> true;
            case Step.Prompt _, Step.Agents _ -> false;
            case Step.Transform _, Step.Approve _, Step.Wait _ ->
                step.common().needs().stream().anyMatch(foreign::contains);
            case Step.Parallel _, Step.Branch _, Step.Each _ ->
                step.common().needs().stream().anyMatch(foreign::contains)
                        || step.blocks()
                                .flatMap(within -> within.steps().stream())
                                .anyMatch(within -> foreign.contains(within.id()));
        };
    }
}
