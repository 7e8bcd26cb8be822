package io.focusforge.ai.limit;

import io.focusforge.ai.price.Prices;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;

/** Reserves before embeddings. */
@ApplicationScoped
public class EmbeddingLimits {
    private final Limits limits;
    private final RequestEstimate estimates;
    private final Prices prices;

    EmbeddingLimits(Limits limits, RequestEstimate estimates, Prices prices) {
        this.limits = limits;
        this.estimates = estimates;
        this.prices = prices;
    }

    /**
     * @param body the request
     * @param header takes the headers that tell how the limits stand
     * @throws ProblemException as of {@link Limits#reserve}
     */
    public Reservation reserve(Caller caller, ProviderModel model, byte[] body, BiConsumer<String, String> header) {
        return limits.reserve(new CallScopes(caller, model.model()), () -> estimate(model, body), header);
    }

    private Estimate estimate(ProviderModel model, byte[] body) {
        var estimate = estimates.ofPrompt(body);
        var cost = prices.cost(model, new TokenUsage(estimate.promptTokens(), 0, true));
        return cost == null ? estimate : estimate.costing(cost);
    }
}
