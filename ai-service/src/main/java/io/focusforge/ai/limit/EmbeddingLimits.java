package io.focusforge.ai.limit;

import io.focusforge.ai.price.Prices;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.identity.Caller;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;

/** Reserves before embeddings. */
@Singleton
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
     * Fails as {@link Limits#reserve} does.
     *
     * @param body the request
     * @param header takes the headers that tell how the limits stand
     */
    public Future<Reservation> reserve(
            Caller caller, ProviderModel model, byte[] body, BiConsumer<String, String> header) {
        return limits.reserve(new CallScopes(caller, model.model()), () -> estimate(model, body), header);
    }

    private Future<Estimate> estimate(ProviderModel model, byte[] body) {
        return Step.over(estimates.weight(body), () -> priced(model, body));
    }

    private Estimate priced(ProviderModel model, byte[] body) {
        var estimate = estimates.ofPrompt(body);
        var cost = prices.cost(model, new TokenUsage(estimate.promptTokens(), 0, true));
        return cost == null ? estimate : estimate.costing(cost);
    }
}
