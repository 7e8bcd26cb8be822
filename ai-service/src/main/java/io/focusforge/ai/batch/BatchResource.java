package io.focusforge.ai.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Many chat completions in one request, for those who have the prompts together and want the answers together. */
@Path("/v1/chat/completions:batch")
@Consumes(MediaType.APPLICATION_JSON)
public class BatchResource {
    private final BatchAnswers answers;
    private final BatchConfig config;

    BatchResource(BatchAnswers answers, BatchConfig config) {
        this.answers = answers;
        this.config = config;
    }

    /**
     * Answers all requests, {@code max_concurrency} of them at once, in their order. One that fails has its error in the place of an
     * answer; the status is 200 nevertheless. {@code x-focusforge-timeout-ms} is for all together. A request may have its own
     * {@code idempotency_key}, which is the same as the header of a single chat completion.
     */
    @POST
    @RolesAllowed(Scopes.MODELS_WRITE)
    @RunOnVirtualThread
    public Response answer(byte[] body, @Context RoutingContext http) throws JsonProcessingException {
        var batch = BatchRequest.parse(body, config.maxRequests());
        return Response.ok(BatchAnswer.list(answers.answer(batch, http)), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
