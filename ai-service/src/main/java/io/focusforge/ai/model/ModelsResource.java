package io.focusforge.ai.model;

import io.focusforge.ai.embedding.EmbeddingRequest;
import io.focusforge.ai.provider.ModelCatalog;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.routing.Router;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

/** The models that can be asked for. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.MODELS_READ)
public class ModelsResource {
    private final List<ModelEntry> models;
    private final ModelCatalog catalog;
    private final Providers providers;

    ModelsResource(ModelCatalog catalog, Router router, Providers providers) {
        this.catalog = catalog;
        this.providers = providers;
        var aliases = router.aliases().stream().map(name -> new ModelEntry(name, Providers.IN_PROCESS));
        var configured = catalog.names().entrySet().stream()
                .map(name -> new ModelEntry(name.getKey(), name.getValue().provider()));
        var inProcess = Stream.of(ProviderModel.EXTRACTIVE.model(), EmbeddingRequest.MODEL)
                .map(name -> new ModelEntry(name, Providers.IN_PROCESS));
        var embedding = providers.embeddingModels().stream()
                .filter(model ->
                        providers.embeddingModels(model.model()).getFirst().equals(model))
                .map(model -> new ModelEntry(model.model(), model.provider()));
        this.models = Stream.of(configured, aliases, embedding, inProcess)
                .flatMap(part -> part)
                .toList();
    }

    /** All of them; {@code default} is there when a provider is configured. */
    @GET
    public ModelList list() {
        return new ModelList(models);
    }

    /** One of them, by any name that a chat completion takes. */
    @GET
    @Path("{id:.+}")
    public ModelEntry get(@PathParam("id") String id) {
        return models.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .or(() -> catalog.find(id).map(model -> new ModelEntry(id, model.provider())))
                .or(() -> providers.embeddingModels(id).stream()
                        .findFirst()
                        .map(model -> new ModelEntry(id, model.provider())))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.MODEL_NOT_FOUND,
                        "There is no such model here; GET /v1/models lists those that there are."));
    }
}
