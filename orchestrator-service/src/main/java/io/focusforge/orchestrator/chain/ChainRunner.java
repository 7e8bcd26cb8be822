package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.ask.ModelAnswer;
import io.focusforge.orchestrator.ask.ModelTalk;
import io.focusforge.orchestrator.ask.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs a chain that is built in, at once and for code: checks the input, asks the model, and makes its answer a record. */
@ApplicationScoped
public class ChainRunner {
    private static final Logger LOG = Logger.getLogger(ChainRunner.class);

    private final ModelTalk asking;
    private final ModelDirectory models;
    private final ChainConfig config;
    private final ObjectMapper json;

    ChainRunner(ModelTalk asking, ModelDirectory models, ChainConfig config, ObjectMapper json) {
        this.asking = asking;
        this.models = models;
        this.config = config;
        this.json = json;
    }

    /**
     * Ends within the timeout of the chain.
     *
     * @param input built only when there is a model
     * @param type a record whose constructor may refuse, by {@link IllegalArgumentException}, what no schema can
     */
    public <T> ChainOutcome<T> run(Chain chain, Supplier<JsonNode> input, Class<T> type, Caller caller) {
        return switch (models.current()) {
            case NOT_CONFIGURED -> new ChainOutcome.NotConfigured<>();
            case UNKNOWN -> new ChainOutcome.Unavailable<>(Optional.empty(), "ai-service does not answer");
            case CONFIGURED -> logged(chain, outcome(ask(chain, input.get(), caller), type));
        };
    }

    private ModelAnswer ask(Chain chain, JsonNode input, Caller caller) {
        var errors = chain.definition().input().errors(input);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("input of chain %s: %s".formatted(chain.name(), errors));
        }
        var question = new Question(chain.definition(), chain.prompt(), Map.of("input", input), caller, timeout(chain));
        try {
            return asking.ask(question, CompletableFuture::get);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model was asked", e);
        }
    }

    /** No run takes longer than this. */
    public Duration timeout(Chain chain) {
        var own = chain.prompt().common().timeout();
        return own.compareTo(config.maxTimeout()) < 0 ? own : config.maxTimeout();
    }

    private <T> ChainOutcome<T> outcome(ModelAnswer answer, Class<T> type) {
        return switch (answer) {
            case ModelAnswer.Given(var output, var model, var _) -> typed(output, model, type);
            case ModelAnswer.Unavailable(var retryAfter, var reason, var _) ->
                new ChainOutcome.Unavailable<>(retryAfter, reason);
            case ModelAnswer.Refused refused -> new ChainOutcome.Unavailable<>(Optional.empty(), refused.reason());
            case ModelAnswer.Invalid invalid -> new ChainOutcome.Invalid<>(invalid.reason());
            case ModelAnswer.NotConfigured _ -> new ChainOutcome.NotConfigured<>();
        };
    }

    private <T> ChainOutcome<T> typed(JsonNode output, String model, Class<T> type) {
        try {
            return new ChainOutcome.Answered<>(json.treeToValue(output, type), model);
        } catch (JsonProcessingException e) {
            return new ChainOutcome.Invalid<>(e.getOriginalMessage());
        }
    }

    private static <T> ChainOutcome<T> logged(Chain chain, ChainOutcome<T> outcome) {
        switch (outcome) {
            case ChainOutcome.Unavailable<T> none ->
                LOG.infof("Chain %s has no answer: %s", chain.name(), none.reason());
            case ChainOutcome.Invalid<T> invalid ->
                LOG.infof("Chain %s has an answer that breaks its schema: %s", chain.name(), invalid.reason());
            case ChainOutcome.Answered<T> _, ChainOutcome.NotConfigured<T> _ -> {}
        }
        return outcome;
    }
}
