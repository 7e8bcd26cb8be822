package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.expression.ExpressionException;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.prompt.PromptException;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.stepcache.StepCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Does what steps are for. */
@ApplicationScoped
class RealSteps implements Steps {
    private final Prompts prompts;
    private final Lookups lookups;
    private final Requests requests;
    private final Pauses pauses;
    private final ChainLibrary library;
    private final StepCache cache;
    private final ToolSteps tools;
    private final Teams teams;

    RealSteps(
            Prompts prompts,
            Lookups lookups,
            Requests requests,
            Pauses pauses,
            ChainLibrary library,
            StepCache cache,
            ToolSteps tools,
            Teams teams) {
        this.tools = tools;
        this.teams = teams;
        this.prompts = prompts;
        this.lookups = lookups;
        this.requests = requests;
        this.pauses = pauses;
        this.library = library;
        this.cache = cache;
    }

    @Override
    public StepOutcome run(Work work) throws Exception {
        return run(work, this::cached);
    }

    /** A way to do a step that is not skipped. */
    interface Doing {
        StepOutcome done(Work work) throws Exception;
    }

    static StepOutcome run(Work work, Doing doing) throws Exception {
        try {
            return isSkipped(work) ? new StepOutcome.Skipped() : checked(work, doing.done(work));
        } catch (ExpressionException e) {
            return Failed.forGood(Failed.EXPRESSION, e.getMessage());
        } catch (PromptException e) {
            return Failed.forGood("prompt_failed", e.getMessage());
        }
    }

    private static boolean isSkipped(Work work) {
        return work.step()
                .common()
                .when()
                .filter(when -> !isTrue(when.evaluate(work.scope())))
                .isPresent();
    }

    static boolean isTrue(JsonNode value) {
        return value.isBoolean() && value.booleanValue();
    }

    private StepOutcome cached(Work work) throws Exception {
        var terms = work.step().common().cache();
        return terms.isEmpty()
                ? done(work)
                : cache.through(Keys.of(work), terms.get(), work.context(), () -> done(work));
    }

    /** Without a look at what was done before. */
    StepOutcome done(Work work) throws Exception {
        return switch (work.step()) {
            case Step.Prompt prompt -> prompts.ask(work, prompt);
            case Step.Search search -> lookups.search(work, search);
            case Step.Recall recall -> lookups.recall(work, recall);
            case Step.Http http -> requests.send(work, http);
            case Step.Transform transform ->
                new StepOutcome.Done(transform.expression().evaluate(work.scope()));
            case Step.Parallel _ -> new StepOutcome.Expands(seed(work));
            case Step.Branch branch -> Blocks.branch(work, branch);
            case Step.Each each -> Blocks.each(work, each);
            case Step.Call call -> Blocks.call(work, call, library);
            case Step.Approve approve -> pauses.approve(work, approve);
            case Step.Wait wait -> pauses.pause(work, wait);
            case Step.Tool tool -> tools.call(work, tool);
            case Step.Agents agents -> teams.begin(work, agents);
        };
    }

    private static JsonNode seed(Work work) {
        return Surroundings.seed(work.scope(), work.step().common().needs());
    }

    /** What is made of steps within is checked when those have ended. */
    private static StepOutcome checked(Work work, StepOutcome outcome) {
        if (!(outcome instanceof StepOutcome.Done(var result, var usage, var _))) {
            return outcome;
        }
        return work.step()
                .common()
                .output()
                .map(schema -> schema.errors(result))
                .filter(errors -> !errors.isEmpty())
                .map(errors -> Failed.forGood(
                        Failed.OUTPUT, "The result breaks its schema: " + String.join("; ", errors), usage))
                .orElse(outcome);
    }

    @Override
    public Graph called(UUID tenant, String reference, Surroundings around) {
        return called(tenant, reference, around, this);
    }

    @Override
    public Graph team(UUID tenant, Step.Agents step, JsonNode seed) {
        return teams.graph(tenant, step, seed, this);
    }

    Graph called(UUID tenant, String reference, Surroundings around, Steps steps) {
        return library.find(tenant, reference)
                .map(kept -> ChainGraph.of(new Chained(tenant, reference, kept.definition(), steps), around))
                .orElseThrow(() -> new RunFailure("chain_gone", "The chain that is called was deleted.", false));
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }
}
