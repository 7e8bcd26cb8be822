package io.focusforge.orchestrator.grounding;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.chain.ModelDirectory;
import io.focusforge.orchestrator.chain.Models;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Decides which model answers: the one that is asked for, the installation's, or, where it has none, the one that quotes. */
@ApplicationScoped
public class ModelChoices {
    private static final String DEFAULT = "default";
    private static final int NOT_FOUND = 404;

    private final ModelDirectory models;
    private final ServiceClient client;
    private final GroundingConfig config;

    ModelChoices(ModelDirectory models, ServiceClient client, GroundingConfig config) {
        this.models = models;
        this.client = client;
        this.config = config;
    }

    /**
     * @param wanted null for the installation's
     * @throws ProblemException {@code model_not_allowed}
     */
    public ModelChoice of(Caller caller, String wanted) {
        var model = wanted != null ? wanted : installed();
        caller.requireModel(model);
        return new ModelChoice(model, wanted == null);
    }

    /** Fails when nobody knows a model that was asked for; who cannot tell lets it pass. */
    public CompletableFuture<Void> requireThere(Caller caller, ModelChoice choice) {
        if (choice.mayQuoteInstead() || choice.model().equals(Speakers.QUOTING)) {
            return CompletableFuture.completedFuture(null);
        }
        var path = "/v1/models/" + URLEncoder.encode(choice.model(), StandardCharsets.UTF_8);
        var asked = client.send(ServiceCall.get(Service.AI, path, caller, config.checkTimeout()));
        return asked.handle((answer, failure) -> {
            if (failure == null && answer.status() == NOT_FOUND) {
                throw new ProblemException(
                        ErrorCode.MODEL_NOT_FOUND, "There is no such chat model here; GET /v1/models lists them.");
            }
            return null;
        });
    }

    private String installed() {
        return models.current() == Models.NOT_CONFIGURED ? Speakers.QUOTING : DEFAULT;
    }
}
