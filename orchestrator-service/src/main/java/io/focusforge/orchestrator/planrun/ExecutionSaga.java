package io.focusforge.orchestrator.planrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.common.id.Ids;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.plan.Execution;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.saga.DeclaredSagas;
import io.focusforge.orchestrator.saga.NewSaga;
import io.focusforge.orchestrator.saga.SagaKey;
import io.focusforge.orchestrator.saga.SagaWork;
import io.focusforge.orchestrator.saga.Sagas;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The saga that stands for an execution, as the plan's own changes begin, wake and turn it back. */
@ApplicationScoped
class ExecutionSaga {
    static final String KIND = "plan-execution";
    private static final String PLAN = "plan";
    private static final String OWNER = "owner";

    private final Sagas sagas;
    private final DeclaredSagas declared;

    ExecutionSaga(Sagas sagas, DeclaredSagas declared) {
        this.sagas = sagas;
        this.declared = declared;
    }

    /** Part of the transaction that begins the execution. @return its id */
    UUID begin(Pipeline pipeline, PlanKey key) {
        var id = Ids.next();
        var input = JsonNodeFactory.instance
                .objectNode()
                .put(PLAN, key.id().toString())
                .put(OWNER, key.owner().toString());
        var saga = new NewSaga(
                new SagaKey(key.tenant(), id), input, TraceContext.current().traceparent());
        pipeline.send(connection -> sagas.begin(connection, KIND, saga));
        return id;
    }

    /** The plan that a saga is about. */
    static PlanKey plan(SagaWork work) {
        return plan(work.saga(), work.input());
    }

    static PlanKey plan(SagaKey saga, JsonNode input) {
        return new PlanKey(
                saga.tenant(),
                UUID.fromString(input.path(OWNER).asText()),
                UUID.fromString(input.path(PLAN).asText()));
    }

    /** It looks again at what has become of the execution. */
    void wake(Pipeline pipeline, PlanKey key, Execution execution) {
        if (execution.saga() != null) {
            pipeline.send(connection -> sagas.wake(connection, new SagaKey(key.tenant(), execution.saga())));
        }
    }

    /** @return false when it has ended, or there is none */
    boolean turnBack(Pipeline pipeline, PlanKey key, Execution execution) {
        return execution.saga() != null
                && pipeline.ask(connection ->
                                declared.turnBack(connection, new SagaKey(key.tenant(), execution.saga())))
                        .isPresent();
    }
}
