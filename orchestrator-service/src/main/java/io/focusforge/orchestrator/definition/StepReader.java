package io.focusforge.orchestrator.definition;

import io.focusforge.orchestrator.expression.Expression;
import io.focusforge.orchestrator.prompt.PromptTemplate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads steps. Each type has its own fields beside the common ones. */
final class StepReader {
    private static final String RULES = "focusforge-rules";
    private static final int MOST_STEPS = 100;
    private static final int DEEPEST = 5;
    private static final int MOST_FOUND = 50;
    private static final int MOST_ITEMS = 1_000;
    private static final Pattern MODEL = Pattern.compile("[\\x21-\\x7e]{1,200}");
    /** Nothing, where what is due was not readable; such a chain is refused. */
    static final Expression NOTHING = Expression.parse("null");

    private final CommonReader common = new CommonReader();
    private int read;

    Block block(Part around, int depth) {
        var parts = around.requires("steps") ? around.parts("steps") : List.<Part>of();
        if (parts.isEmpty() || depth > DEEPEST) {
            around.wrong("steps", depth > DEEPEST ? "is nested too deeply" : "must hold a step");
            return new Block(List.of());
        }
        return new Block(parts.stream()
                .limit(MOST_STEPS)
                .flatMap(part -> counted(part, depth).stream())
                .toList());
    }

    private Optional<Step> counted(Part part, int depth) {
        if (++read > MOST_STEPS) {
            part.wrong("", "is one step too many: a chain has at most " + MOST_STEPS);
            return Optional.empty();
        }
        var step = step(part, depth);
        part.end();
        return step;
    }

    private Optional<Step> step(Part part, int depth) {
        if (!part.requires("type")) {
            return Optional.empty();
        }
        var type = part.text("type").orElse("");
        return Optional.ofNullable(
                switch (type) {
                    case "prompt" -> prompt(part);
                    case "search" -> search(part);
                    case "recall" -> recall(part);
                    case "http" -> new HttpReader(common).step(part);
                    case "transform" -> transform(part);
                    case "parallel" -> parallel(part, depth);
                    case "branch" -> branch(part, depth);
                    case "map" -> map(part, depth);
                    case "chain" -> call(part);
                    case "approve" -> new PauseReader(common).approval(part);
                    case "wait" -> new PauseReader(common).pause(part);
                    case "tool" -> tool(part);
                    case "agents" -> agents(part);
                    default -> unknown(part);
                });
    }

    private Step transform(Part part) {
        var expression = required(part, "expression");
        return new Step.Transform(common.of(part, CommonReader.Kind.THINKING), expression);
    }

    private static Step unknown(Part part) {
        part.wrong(
                "type",
                "must be prompt, search, recall, http, transform, parallel, branch, map, chain, approve, wait, tool or agents");
        return null;
    }

    static Expression required(Part part, String field) {
        return part.requires(field) ? part.expression(field).orElse(NOTHING) : NOTHING;
    }

    private Step prompt(Part part) {
        part.requires("output");
        var prompt = part.requires("prompt") ? part.template("prompt") : Optional.<PromptTemplate>empty();
        var system = part.template("system");
        var twin = twin(part);
        return new Step.Prompt(
                common.of(part, CommonReader.Kind.OUTSIDE),
                part.text("model", MODEL).orElse("default"),
                system.orElse(
                        PromptTemplate.parse("Answer with one JSON object, nothing before it and nothing behind it.")),
                prompt.orElse(PromptTemplate.parse("-")),
                part.integer("maxOutputTokens", 1_000, 1, 100_000),
                part.number("temperature", 0, 2).orElse(0.0),
                twin);
    }

    private static Optional<Step.Twin> twin(Part part) {
        return part.node().path("twin").asText().equals(RULES)
                ? part.text("twin").map(rules -> new Step.Twin.Rules())
                : part.expression("twin").map(Step.Twin.Computed::new);
    }

    private Step search(Part part) {
        var query = required(part, "query");
        return new Step.Search(
                ofOneUser(part, CommonReader.Kind.READING),
                query,
                part.integer("limit", 10, 1, MOST_FOUND),
                part.texts("collections", MOST_FOUND));
    }

    private Step recall(Part part) {
        var query = required(part, "query");
        return new Step.Recall(
                ofOneUser(part, CommonReader.Kind.READING), query, part.integer("limit", 5, 1, MOST_FOUND));
    }

    /** What is found depends on who asks. */
    private Common ofOneUser(Part part, CommonReader.Kind kind) {
        var read = common.of(part, kind);
        if (read.cache()
                .filter(cache -> cache.scope() == CacheTerms.Scope.TENANT)
                .isPresent()) {
            part.wrong("cache", "is for one user here: what is found depends on who asks");
        }
        return read;
    }

    /** What the steps within need of those around is needed by the step that holds them. */
    private Block within(Part part, int depth) {
        var block = block(part, depth + 1);
        part.references().addAll(block.outside());
        return block;
    }

    private Step parallel(Part part, int depth) {
        var block = within(part, depth);
        return new Step.Parallel(common.of(part, CommonReader.Kind.AROUND), block);
    }

    private Step branch(Part part, int depth) {
        part.requires("cases");
        var given = part.parts("cases");
        var cases =
                given.stream().limit(MOST_STEPS).map(one -> oneCase(one, depth)).toList();
        var last = part.part("otherwise");
        var otherwise = last.map(one -> ended(one, within(one, depth)));
        Stream.concat(given.stream(), last.stream())
                .forEach(one -> part.references().addAll(one.references()));
        return new Step.Branch(common.of(part, CommonReader.Kind.AROUND), cases, otherwise);
    }

    private Step.Branch.Case oneCase(Part one, int depth) {
        return ended(one, new Step.Branch.Case(required(one, "when"), within(one, depth)));
    }

    private static <T> T ended(Part part, T value) {
        part.end();
        return value;
    }

    private Step map(Part part, int depth) {
        var over = required(part, "over");
        var block = within(part, depth);
        return new Step.Each(
                common.of(part, CommonReader.Kind.AROUND),
                over,
                part.integer("concurrency", 4, 1, 64),
                part.integer("most", MOST_ITEMS, 1, MOST_ITEMS),
                block);
    }

    private Step call(Part part) {
        part.requires("chain");
        var input = required(part, "input");
        var version = part.integer("version", 0, 1, Integer.MAX_VALUE);
        return new Step.Call(
                common.of(part, CommonReader.Kind.AROUND),
                part.text("chain", Part.NAME).orElse(""),
                version == 0 ? null : version,
                input);
    }

    private Step tool(Part part) {
        var arguments = part.expression("arguments");
        var name = AgentReader.toolName(part);
        return new Step.Tool(ofOneUser(part, CommonReader.Kind.TOOL), name, arguments);
    }

    private Step agents(Part part) {
        var goal = required(part, "goal");
        var team = AgentReader.team(part);
        return new Step.Agents(common.of(part, CommonReader.Kind.TEAM), goal, team);
    }
}
