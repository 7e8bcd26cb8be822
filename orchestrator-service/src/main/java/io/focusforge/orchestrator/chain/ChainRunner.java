package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs a chain: checks the input, renders the prompt, asks the model, and believes its answer only as far as the schema goes. */
@ApplicationScoped
public class ChainRunner {
    private static final Logger LOG = Logger.getLogger(ChainRunner.class);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    /** What ai-service may need to say that the time is over. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final ServiceClient client;
    private final ModelDirectory models;
    private final ChainConfig config;
    private final Prompts prompts;
    private final ObjectReader json;

    ChainRunner(ServiceClient client, ModelDirectory models, ChainConfig config, Prompts prompts, ObjectMapper json) {
        this.client = client;
        this.models = models;
        this.config = config;
        this.prompts = prompts;
        this.json = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * @param input built only when there is a model
     * @param type a record whose constructor may refuse, by {@link IllegalArgumentException}, what no schema can
     */
    public <T> ChainOutcome<T> run(Chain chain, Supplier<JsonNode> input, Class<T> type, Caller caller) {
        return switch (models.current()) {
            case NOT_CONFIGURED -> new ChainOutcome.NotConfigured<>();
            case UNKNOWN -> new ChainOutcome.Unavailable<>(Optional.empty(), "ai-service does not answer");
            case CONFIGURED -> logged(chain, ask(chain, input.get(), type, caller));
        };
    }

    private <T> ChainOutcome<T> ask(Chain chain, JsonNode input, Class<T> type, Caller caller) {
        chain.requireInput(input);
        var timeout = timeout(chain);
        var call = ServiceCall.post(
                        Service.AI, "/v1/chat/completions", caller, prompts.request(chain, input), timeout.plus(GRACE))
                .withHeaders(Map.of("x-focusforge-timeout-ms", Long.toString(timeout.toMillis())));
        try {
            return outcome(chain, client.send(call).join(), type);
        } catch (CompletionException e) {
            return new ChainOutcome.Unavailable<>(Optional.empty(), String.valueOf(e.getCause()));
        }
    }

    /** No run takes longer than this. */
    public Duration timeout(Chain chain) {
        var own = chain.file().limits().timeout();
        return own.compareTo(config.maxTimeout()) < 0 ? own : config.maxTimeout();
    }

    private <T> ChainOutcome<T> outcome(Chain chain, ServiceAnswer answer, Class<T> type) {
        if (answer.status() == OK) {
            return output(chain, answer, type);
        }
        if (answer.status() == NOT_FOUND) {
            return new ChainOutcome.NotConfigured<>();
        }
        return new ChainOutcome.Unavailable<>(answer.retryAfter(), "ai-service answered " + answer.status());
    }

    private <T> ChainOutcome<T> output(Chain chain, ServiceAnswer answer, Class<T> type) {
        try {
            var completion = json.readTree(answer.body().getBytes());
            var content = completion.at("/choices/0/message/content").asText("");
            if (content.isBlank()) {
                return new ChainOutcome.Invalid<>("the answer is empty");
            }
            var output = json.readTree(content);
            var errors = chain.outputErrors(output);
            return errors.isEmpty()
                    ? new ChainOutcome.Answered<>(
                            json.treeToValue(output, type),
                            completion.path("model").asText("default"))
                    : new ChainOutcome.Invalid<>(errors);
        } catch (JsonProcessingException e) {
            return new ChainOutcome.Invalid<>(e.getOriginalMessage());
        } catch (IOException e) {
            return new ChainOutcome.Invalid<>(e.toString());
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
