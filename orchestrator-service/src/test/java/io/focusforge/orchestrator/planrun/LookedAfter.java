package io.focusforge.orchestrator.planrun;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.planapi.PlanUser;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/** Looks after plans as the sweeper of another replica would, so that a test need not wait for the next look of this one's. */
@ApplicationScoped
class LookedAfter {
    private final Executions executions;

    LookedAfter(Executions executions) {
        this.executions = executions;
    }

    JsonNode awaits(PlanUser user, JsonNode plan, Predicate<JsonNode> condition) {
        var key = new PlanKey(user.user().tenant(), user.user().id(), UUID.fromString(PlanUser.id(plan)));
        return await().atMost(Duration.ofSeconds(60)).until(() -> looked(user, plan, key), condition);
    }

    private JsonNode looked(PlanUser user, JsonNode plan, PlanKey key) {
        try {
            executions.goOn(key);
        } catch (ProblemException e) {
            // the sweeper of this replica was at it
        }
        return user.read(plan);
    }
}
