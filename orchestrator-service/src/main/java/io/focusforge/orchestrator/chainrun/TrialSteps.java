package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.library.Kept;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.StepOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * Steps of a trial: they ask and compute for real, and only say what would be where somebody outside would notice, or would have to be
 * waited for.
 */
@ApplicationScoped
public class TrialSteps {
    private final RealSteps real;
    private final ObjectMapper json;

    TrialSteps(RealSteps real, ObjectMapper json) {
        this.real = real;
        this.json = json;
    }

    /**
     * The graph of a trial.
     *
     * @param given results of steps, by name, that are taken instead of doing them
     * @param cached whether results that stand are taken, and those that are new are kept
     */
    public Graph graph(UUID tenant, Kept kept, Map<String, JsonNode> given, boolean cached) {
        var steps = new Tried(given, cached);
        return ChainGraph.of(new Chained(tenant, kept.reference(), kept.definition(), steps), Surroundings.NONE);
    }

    private final class Tried implements Steps {
        private final Map<String, JsonNode> given;
        private final boolean cached;

        Tried(Map<String, JsonNode> given, boolean cached) {
            this.given = Map.copyOf(given);
            this.cached = cached;
        }

        @Override
        public StepOutcome run(Work work) throws Exception {
            var result = given.get(work.step().id());
            if (result != null) {
                return RealSteps.run(work, given -> new StepOutcome.Done(result));
            }
            return isQuiet(work.step()) ? quiet(work) : RealSteps.run(work, this::pretended);
        }

        private StepOutcome quiet(Work work) throws Exception {
            return cached ? real.run(work) : RealSteps.run(work, real::done);
        }

        private static String event(Step.Wait wait) {
            return wait.event().or(() -> wait.on().map(on -> on.type().name())).orElse(null);
        }

        private StepOutcome pretended(Work work) {
            var result = json.createObjectNode();
            return new StepOutcome.Done(
                    switch (work.step()) {
                        case Step.Approve _ ->
                            result.put("approved", true)
                                    .put("by", work.context().caller().user().toString())
                                    .putNull("comment");
                        case Step.Tool _, Step.Agents _ -> result.put("pretended", true);
                        case Step.Wait wait -> result.put("event", event(wait)).putNull("data");
                        case Step.Http _,
                                Step.Prompt _,
                                Step.Search _,
                                Step.Recall _,
                                Step.Transform _,
                                Step.Parallel _,
                                Step.Branch _,
                                Step.Each _,
                                Step.Call _ ->
                            result.put("status", 200).putNull("mediaType").putNull("body");
                    });
        }

        @Override
        public Graph called(UUID tenant, String reference, Surroundings around) {
            return real.called(tenant, reference, around, this);
        }

        @Override
        public Graph team(UUID tenant, Step.Agents step, JsonNode seed) {
            return real.team(tenant, step, seed);
        }
    }

    private static boolean isQuiet(Step step) {
        return switch (step) {
            case Step.Approve _, Step.Wait _, Step.Tool _, Step.Agents _ -> false;
            case Step.Http http -> !http.hasOutsideEffects();
            case Step.Prompt _,
                    Step.Search _,
                    Step.Recall _,
                    Step.Transform _,
                    Step.Parallel _,
                    Step.Branch _,
                    Step.Each _,
                    Step.Call _ -> true;
        };
    }
}
