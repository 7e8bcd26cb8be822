package io.focusforge.ai.model;

import io.focusforge.ai.embedding.EmbeddingRequest;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.routing.Router;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;

/** The models that can be asked for. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.MODELS_READ)
public class ModelsResource {
    private final Providers providers;
    private final Router router;
    private final CurrentCaller caller;

    ModelsResource(Providers providers, Router router, CurrentCaller caller) {
        this.providers = providers;
        this.router = router;
        this.caller = caller;
    }

    /** All that the key may use; {@code default} is there when a provider is configured. */
    @GET
    public ModelList list() {
        var allowed = caller.get().models();
        return new ModelList(
                models().filter(model -> allowed.allows(model.id())).toList());
    }

    /** One of them, by any name that a chat completion takes. */
    @GET
    @Path("{id:.+}")
    public ModelEntry get(@PathParam("id") String id) {
        caller.get().requireModel(id);
        return models().filter(model -> model.id().equals(id))
                .findFirst()
                .or(() -> providers.table().catalog().find(id).map(model -> new ModelEntry(id, model.provider())))
                .or(() -> providers.embeddingModels(id).stream()
                        .findFirst()
                        .map(model -> new ModelEntry(id, model.provider())))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.MODEL_NOT_FOUND,
                        "There is no such model here; GET /v1/models lists those that there are."));
    }

    /** The table of providers may change at any time. */
    private Stream<ModelEntry> models() {
        var aliases = router.aliases().stream().map(name -> new ModelEntry(name, Providers.IN_PROCESS));
        var configured = providers.table().catalog().names().entrySet().stream()
                .map(name -> new ModelEntry(name.getKey(), name.getValue().provider()));
        var inProcess = Stream.of(ProviderModel.SUITE.model(), ProviderModel.EXTRACTIVE.model(), EmbeddingRequest.MODEL)
                .map(name -> new ModelEntry(name, Providers.IN_PROCESS));
        var embedding = providers.embeddingModels().stream()
                .filter(model ->
                        providers.embeddingModels(model.model()).getFirst().equals(model))
                .map(model -> new ModelEntry(model.model(), model.provider()));
        return Stream.of(configured, aliases, embedding, inProcess).flatMap(part -> part);
    }
}
