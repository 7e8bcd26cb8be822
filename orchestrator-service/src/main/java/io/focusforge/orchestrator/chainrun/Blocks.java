package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.run.StepOutcome;
import java.util.UUID;

/** Steps that have others within: they decide which, and hand on what those need. */
final class Blocks {
    private static final int OTHERWISE = -1;

    private Blocks() {}

    static StepOutcome branch(Work work, Step.Branch branch) {
        var seed = Surroundings.seed(work.scope(), branch.common().needs());
        for (var i = 0; i < branch.cases().size(); i++) {
            if (RealSteps.isTrue(branch.cases().get(i).when().evaluate(work.scope()))) {
                return new StepOutcome.Expands(seed.put("case", i));
            }
        }
        return branch.otherwise().isPresent()
                ? new StepOutcome.Expands(seed.put("case", OTHERWISE))
                : new StepOutcome.Done(RealSteps.nothing());
    }

    static StepOutcome each(Work work, Step.Each each) {
        var items = each.over().evaluate(work.scope());
        // JSONata gives the one item of a list of one as it is, and nothing for none
        var list = items.isArray() ? items : items.isNull() ? array() : array().add(items);
        if (list.size() > each.most()) {
            return Failed.forGood(
                    "too_many_items",
                    "The list has %d items, and at most %d are taken.".formatted(list.size(), each.most()));
        }
        var seed = Surroundings.seed(work.scope(), each.common().needs());
        seed.set("items", list);
        return list.isEmpty() ? new StepOutcome.Done(list) : new StepOutcome.Expands(seed);
    }

    private static com.fasterxml.jackson.databind.node.ArrayNode array() {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    }

    static StepOutcome call(Work work, Step.Call call, ChainLibrary library) {
        return call(
                work.context().run().tenant(),
                call.calls().findFirst().orElseThrow(),
                call.input().evaluate(work.scope()),
                library);
    }

    static StepOutcome call(UUID tenant, Step.Called call, JsonNode input, ChainLibrary library) {
        var kept = library.find(tenant, call.chain(), call.version());
        if (kept.isEmpty()) {
            return Failed.forGood("chain_gone", "The chain '%s' is not there any more.".formatted(call.chain()));
        }
        var errors = kept.get().definition().input().errors(input);
        if (!errors.isEmpty()) {
            return Failed.forGood(
                    Failed.INPUT,
                    "The input of '%s' breaks its schema: %s".formatted(call.chain(), String.join("; ", errors)));
        }
        var seed = Surroundings.seed(java.util.Map.of(), java.util.Set.of());
        seed.put("reference", kept.get().reference()).set("input", input);
        return new StepOutcome.Expands(seed);
    }
}
