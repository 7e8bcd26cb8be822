package io.focusforge.worker.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.batch.ItemDrafts;
import io.focusforge.worker.batch.ItemPath;
import java.util.ArrayList;
import java.util.List;

/** One flow being read. */
final class Reading {
    private static final String CHILDREN = "children";
    private static final String CHAIN = "chain";
    private static final String ON_FAILURE = "onFailure";
    private static final String ON_CHILD_FAILURE = "onChildFailure";

    /** Where a job or a chain stands, and what its children's failures mean unless somebody further down says otherwise. */
    private record Spot(ItemPath path, int depth, OnFailure inherited) {
        Spot step(int index, OnFailure inside) {
            return new Spot(path.at(CHAIN, index), depth, inside);
        }

        Spot child(int index, OnFailure inside) {
            return new Spot(path.at(CHILDREN, index), depth + 1, inside);
        }
    }

    private final Caller caller;
    private final ItemDrafts drafts;
    private final FlowConfig config;
    private final List<Planned> planned = new ArrayList<>();

    Reading(Caller caller, ItemDrafts drafts, FlowConfig config) {
        this.caller = caller;
        this.drafts = drafts;
        this.config = config;
    }

    List<FlowJob> flow(JsonNode body) throws JsonProcessingException {
        var root = branch(body, new Spot(ItemPath.BODY, 1, OnFailure.FAIL));
        if (root.isAsked()) {
            throw ProblemException.invalid(
                    ON_FAILURE, "is for a job that another one waits for; nobody waits for the last");
        }
        return planned.stream().map(Planned::done).toList();
    }

    /** @return the job that stands for it: of a chain, the last */
    private Planned branch(JsonNode node, Spot spot) throws JsonProcessingException {
        var fields = Fields.of(node, spot.path());
        if (spot.depth() > config.maxDepth()) {
            throw fields.refuse("", "is nested too deep: a flow has at most %d levels".formatted(config.maxDepth()));
        }
        return fields.has(CHAIN) ? chain(fields, spot) : job(fields, spot, null);
    }

    private Planned chain(Fields fields, Spot spot) throws JsonProcessingException {
        fields.only(CHAIN, ON_CHILD_FAILURE);
        var inside = fields.policy(ON_CHILD_FAILURE).orElse(spot.inherited());
        Planned last = null;
        var steps = fields.items(CHAIN);
        for (var index = 0; index < steps.size(); index++) {
            var step = spot.step(index, inside);
            last = job(Fields.of(steps.get(index), step.path()), step, last);
        }
        if (last == null) {
            throw fields.refuse(CHAIN, "must not be empty");
        }
        return last;
    }

    /** @param before the step before it; null if there is none */
    private Planned job(Fields fields, Spot spot, Planned before) throws JsonProcessingException {
        var job = add(fields, spot);
        var inside = fields.policy(ON_CHILD_FAILURE).orElse(spot.inherited());
        if (before != null) {
            before.isWaitedForBy(job, true, inside);
        }
        var children = fields.items(CHILDREN);
        for (var index = 0; index < children.size(); index++) {
            branch(children.get(index), spot.child(index, inside)).isWaitedForBy(job, false, inside);
        }
        return job;
    }

    private Planned add(Fields fields, Spot spot) throws JsonProcessingException {
        if (planned.size() == config.maxJobs()) {
            throw fields.refuse("", "is one too many: a flow has at most %,d jobs".formatted(config.maxJobs()));
        }
        ObjectNode own = fields.without(CHILDREN, ON_FAILURE, ON_CHILD_FAILURE);
        var draft = drafts.of(caller, own, spot.path());
        if (draft.dedupe() != null) {
            throw fields.refuse("dedupe", "is not for the jobs of a flow; send an Idempotency-Key with the flow");
        }
        var job = new Planned(draft.job(), fields.policy(ON_FAILURE).orElse(null));
        planned.add(job);
        return job;
    }
}
