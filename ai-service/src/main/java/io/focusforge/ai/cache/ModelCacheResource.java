package io.focusforge.ai.cache;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/** What the caller's tenant has in the cache of models' answers, by namespace. */
@Path("/api/v1/model-cache/{namespace}")
public class ModelCacheResource {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ModelCache cache;
    private final ModelCacheConfig config;
    private final Warming warming;
    private final CurrentCaller caller;

    ModelCacheResource(ModelCache cache, ModelCacheConfig config, Warming warming, CurrentCaller caller) {
        this.cache = cache;
        this.config = config;
        this.warming = warming;
        this.caller = caller;
    }

    /**
     * Drops all answers of a namespace of the tenant: at this replica at once, at the others within a second. What is being asked
     * for meanwhile is not kept. 503 {@code unavailable} when the other replicas cannot be told.
     */
    @DELETE
    @RolesAllowed(Scopes.MODELS_WRITE)
    @RunOnVirtualThread
    public void drop(@PathParam("namespace") String namespace) {
        var name = CacheField.namespace("namespace", namespace);
        if (!cache.drop(new Pool.Namespace(caller.get().tenant(), name))) {
            throw new ProblemException(
                            ErrorCode.UNAVAILABLE, "Other replicas cannot be told at this moment; drop it again.")
                    .retryAfter(RETRY);
        }
    }

    /**
     * Puts up to 100 answers into the cache before anybody asks. For a request without an answer its model is asked, unless the answer is
     * there; that counts and costs as any call. One that fails leaves the others alone. They are for the caller alone; with
     * {@code "share": "tenant"}, which takes the scope {@code models:admin}, for all who share.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MODELS_WRITE)
    @RunOnVirtualThread
    @Produces(MediaType.APPLICATION_JSON)
    public WarmedAnswers give(
            @PathParam("namespace") String namespace,
            @NotNull @Valid GivenAnswers given,
            @Context RoutingContext http) {
        var name = CacheField.namespace("namespace", namespace);
        var who = caller.get();
        var policy = CachePolicy.of(given.wish(name), who, config);
        if (policy.pool().user() == null && !who.may(Scopes.MODELS_ADMIN)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, "An answer for the whole tenant takes models:admin.");
        }
        return warming.warm(given, name, policy, http);
    }
}
