package io.focusforge.orchestrator.planapi;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanEvent;
import io.focusforge.orchestrator.plan.PlanJson;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plancommand.PlanCommands;
import io.focusforge.orchestrator.taskapi.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Changes plans as requests ask for it, under an {@code Idempotency-Key} once, and answers with the plan. */
@ApplicationScoped
public class PlanAnswers {
    private static final int OK = 200;

    private final PlanCommands commands;
    private final PlanJson json;
    private final Once once;
    private final CurrentCaller caller;

    PlanAnswers(PlanCommands commands, PlanJson json, Once once, CurrentCaller caller) {
        this.commands = commands;
        this.json = json;
        this.once = once;
        this.caller = caller;
    }

    /** What came with a request. @param body null for none */
    public record Request(String name, String plan, Object body, String ifMatch, String idempotencyKey) {}

    public Response change(Request request, PlanEvent.Kind kind, PlanCommands.Edit edit) {
        var precondition = Precondition.optional(request.ifMatch());
        return answer(request, (pipeline, key) -> commands.change(pipeline, key, precondition, kind, edit));
    }

    /** What is done in the transaction of the answer. */
    public interface Action {
        Plan done(Pipeline pipeline, PlanKey key);
    }

    public Response answer(Request request, Action action) {
        var who = caller.get();
        var key = PlanKey.of(who, request.plan());
        var idempotencyKey = key(request);
        return commands.commit(key, pipeline -> answer(pipeline, who, key, idempotencyKey, p -> action.done(p, key)));
    }

    private Response answer(
            Pipeline pipeline,
            Caller who,
            PlanKey key,
            Optional<IdempotencyKey> idempotencyKey,
            Function<Pipeline, Plan> action) {
        var answer = once.run(
                pipeline.connection(),
                who,
                idempotencyKey,
                key.id(),
                () -> new StoredAnswer(OK, null, json.write(action.apply(pipeline))));
        return response(answer);
    }

    private Optional<IdempotencyKey> key(Request request) {
        var body = request.body() == null ? "" : json.write(request.body());
        return IdempotencyKey.of(
                request.idempotencyKey(), request.name() + " " + request.plan(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** With the version of the plan as its ETag. */
    Response response(Once.Answer answer) {
        var version = json.plan(answer.stored().body()).version();
        return Response.fromResponse(answer.response())
                .header(HttpHeaders.ETAG, "\"" + version + "\"")
                .build();
    }

    static Response plan(String document, int version) {
        return Response.ok(document, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, "\"" + version + "\"")
                .build();
    }
}
