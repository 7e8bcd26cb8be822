package io.focusforge.orchestrator.definition;

import io.focusforge.common.event.TypePattern;
import io.focusforge.orchestrator.expression.Expression;
import io.focusforge.orchestrator.prompt.PromptTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A step of a chain. {@code docs/chains.md} says what each does. */
public sealed interface Step {
    Common common();

    default String id() {
        return common().id();
    }

    /** As in a file. */
    default String type() {
        return switch (this) {
            case Prompt _ -> "prompt";
            case Search _ -> "search";
            case Recall _ -> "recall";
            case Http _ -> "http";
            case Transform _ -> "transform";
            case Parallel _ -> "parallel";
            case Branch _ -> "branch";
            case Each _ -> "map";
            case Call _ -> "chain";
            case Approve _ -> "approve";
            case Wait _ -> "wait";
            case Tool _ -> "tool";
            case Agents _ -> "agents";
        };
    }

    /** The chains that it calls, or lets be called. */
    default Stream<Called> calls() {
        return Stream.empty();
    }

    /**
     * Another chain.
     *
     * @param version null in what is sent; that which was active then in what is kept
     * @param pointer where the call stands in the file
     */
    record Called(String chain, Integer version, String pointer) {}

    /** The steps within. */
    default Stream<Block> blocks() {
        return Stream.empty();
    }

    /**
     * Asks a model.
     *
     * @param twin what stands in when no model answers
     */
    record Prompt(
            Common common,
            String model,
            PromptTemplate system,
            PromptTemplate prompt,
            int maxOutputTokens,
            double temperature,
            Optional<Twin> twin)
            implements Step {}

    /** What answers instead of a model. */
    sealed interface Twin {
        /** The rules that are built in for the chain. */
        record Rules() implements Twin {}

        record Computed(Expression expression) implements Twin {}
    }

    /** In documents. */
    record Search(Common common, Expression query, int limit, List<String> collections) implements Step {}

    /** In memories. */
    record Recall(Common common, Expression query, int limit) implements Step {}

    /** @param body null for none */
    record Http(
            Common common,
            String method,
            Expression url,
            Map<String, Expression> headers,
            Map<String, SecretHeader> secrets,
            Optional<Expression> body)
            implements Step {
        private static final Set<String> SAFE = Set.of("GET", "HEAD");

        public boolean hasOutsideEffects() {
            return !SAFE.contains(method);
        }
    }

    record Transform(Common common, Expression expression) implements Step {}

    /** All of them at once; an object of their results. */
    record Parallel(Common common, Block block) implements Step {
        @Override
        public Stream<Block> blocks() {
            return Stream.of(block);
        }
    }

    /** The first case that is true. */
    record Branch(Common common, List<Case> cases, Optional<Block> otherwise) implements Step {
        public record Case(Expression when, Block block) {}

        @Override
        public Stream<Block> blocks() {
            return Stream.concat(cases.stream().map(Case::block), otherwise.stream());
        }
    }

    /** @param atOnce how many items are worked on together, at most */
    record Each(Common common, Expression over, int atOnce, int most, Block block) implements Step {
        @Override
        public Stream<Block> blocks() {
            return Stream.of(block);
        }
    }

    /** @param version null in what is sent; that which was active then in what is kept */
    record Call(Common common, String chain, Integer version, Expression input) implements Step {
        @Override
        public Stream<Called> calls() {
            return Stream.of(new Called(chain, version, common.pointer()));
        }
    }

    /** Calls a tool of an MCP server, or of the suite itself. @param arguments an object */
    record Tool(Common common, ToolName name, Optional<Expression> arguments) implements Step {}

    /** Agents that work on a goal together. */
    record Agents(Common common, Expression goal, AgentTeam team) implements Step {
        @Override
        public Stream<Called> calls() {
            return team.agents().stream()
                    .flatMap(agent -> agent.tools().stream())
                    .filter(AgentTool.OfChain.class::isInstance)
                    .map(AgentTool.OfChain.class::cast)
                    .map(AgentTool.OfChain::called);
        }
    }

    /** @param right the scope that one must have to decide */
    record Approve(Common common, String right, Optional<Expression> message, Duration patience) implements Step {}

    /** @param event the name of a signal @param on an event of the user's stream */
    record Wait(
            Common common,
            Optional<Duration> span,
            Optional<Expression> until,
            Optional<String> event,
            Optional<OnEvent> on,
            Duration patience)
            implements Step {}

    /** @param subject what the event is of @param sinceTheRun whether it may have come before the step, but after the run began */
    record OnEvent(TypePattern type, Optional<Expression> subject, boolean sinceTheRun) {}
}
