package io.focusforge.orchestrator.planapi;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.plan.Origin;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanJson;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plancommand.PlanCommands;
import io.focusforge.orchestrator.planproposal.Goal;
import io.focusforge.orchestrator.planproposal.GoalPlanner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Makes plans. The key of a request is claimed before a model is asked, so that asking twice does not cost twice. */
@ApplicationScoped
class PlanCreation {
    private final PlanCommands commands;
    private final GoalPlanner planner;
    private final ChainCheck chains;
    private final IdempotencyStore idempotency;
    private final PlanStore store;
    private final TenantDatabase database;
    private final PlanJson json;

    PlanCreation(
            PlanCommands commands,
            GoalPlanner planner,
            ChainCheck chains,
            IdempotencyStore idempotency,
            PlanStore store,
            TenantDatabase database,
            PlanJson json) {
        this.commands = commands;
        this.planner = planner;
        this.chains = chains;
        this.idempotency = idempotency;
        this.store = store;
        this.database = database;
        this.json = json;
    }

    Once.Answer create(Caller who, PlanDraft draft, Optional<IdempotencyKey> key) {
        check(who, draft);
        var id = Ids.next();
        var claim = key.map(given -> database.inTransaction(
                        who.tenant(), connection -> idempotency.claim(connection, who, given, id)))
                .orElseGet(Claim.First::new);
        return switch (claim) {
            case Claim.First _ -> made(who, new PlanKey(who.tenant(), who.user(), id), draft, key);
            case Claim.Replay(var first, var answer) ->
                answer.map(stored -> new Once.Answer(stored, true))
                        .orElseGet(() -> again(who, new PlanKey(who.tenant(), who.user(), first), draft, key));
        };
    }

    /** Before anything is claimed or asked. */
    private void check(Caller who, PlanDraft draft) {
        var now = commands.now();
        var steps = draft.hasSteps() ? draft.given() : List.<PlanStep>of();
        PlanCheck.all(draft.plan(Ids.next(), steps, Origin.CALLER, now), now);
        chains.require(who.tenant(), steps);
    }

    private Once.Answer made(Caller who, PlanKey key, PlanDraft draft, Optional<IdempotencyKey> claimed) {
        try {
            var found = draft.hasSteps()
                    ? new GoalPlanner.Found(draft.given(), Origin.CALLER)
                    : planner.find(who, key, new Goal(draft.goal(), draft.description(), draft.deadline()));
            var plan = draft.plan(key.id(), found.steps(), found.by(), commands.now());
            return commands.commit(key, pipeline -> {
                var answer = answer(commands.create(pipeline, key, plan));
                claimed.ifPresent(given -> idempotency.answer(pipeline.connection(), who, given, answer));
                return Once.Answer.first(answer);
            });
        } catch (RuntimeException e) {
            claimed.ifPresent(given -> idempotency.release(who, given));
            throw e;
        }
    }

    /** The first request died before it had an answer, and may have made the plan. */
    private Once.Answer again(Caller who, PlanKey key, PlanDraft draft, Optional<IdempotencyKey> claimed) {
        return database.read(key.tenant(), connection -> store.find(connection, key))
                .map(plan -> new Once.Answer(answer(plan), true))
                .orElseGet(() -> made(who, key, draft, claimed));
    }

    private StoredAnswer answer(Plan plan) {
        return new StoredAnswer(201, "/api/v1/plans/" + plan.id(), json.write(plan));
    }
}
