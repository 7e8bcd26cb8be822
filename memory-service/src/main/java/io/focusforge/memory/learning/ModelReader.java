package io.focusforge.memory.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.memory.memories.Attribute;
import io.focusforge.memory.memories.PlainText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Has a model read, and believes its answer only as far as it fits. Never throws for what the other side does. */
@ApplicationScoped
class ModelReader {
    private static final Logger LOG = Logger.getLogger(ModelReader.class);
    private static final Set<String> SCOPES = Set.of(Scopes.MODELS_READ, Scopes.MODELS_WRITE);
    /** What ai-service may need to say that the time is over. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final int MAX_TEXT = 1000;

    private final ServiceClient client;
    private final ExtractionPrompt prompt;
    private final InferenceConfig config;
    private final ObjectMapper json;

    ModelReader(ServiceClient client, ExtractionPrompt prompt, InferenceConfig config, ObjectMapper json) {
        this.client = client;
        this.prompt = prompt;
        this.config = config;
        this.json = json;
    }

    /** The answer, as the schema of the prompt has it. */
    @RegisterForReflection
    record Answer(List<Said> facts) {}

    /** A fact as the model says it. */
    @RegisterForReflection
    record Said(
            String text, String kind, double importance, int message, String subject, String attribute, String value) {}

    /** @return empty when no model answers in time and as agreed */
    Optional<Reading> read(Caller caller, List<Message> messages) {
        try {
            return reading(client.send(call(caller, messages)).join(), messages.size());
        } catch (IOException | RuntimeException e) {
            LOG.infof("Rules read what no model did: %s", e);
            return Optional.empty();
        }
    }

    private ServiceCall call(Caller caller, List<Message> messages) {
        var asking = new Caller(caller.tenant(), caller.user(), SCOPES, caller.plan(), caller.key());
        return ServiceCall.post(
                        Service.AI,
                        "/v1/chat/completions",
                        asking,
                        prompt.request(messages),
                        config.timeout().plus(GRACE))
                .withHeaders(Map.of(
                        "x-focusforge-timeout-ms",
                        Long.toString(config.timeout().toMillis())));
    }

    private Optional<Reading> reading(ServiceAnswer answer, int messages) throws IOException {
        if (!answer.isSuccess()) {
            LOG.debugf("Rules read: ai-service answers %d", answer.status());
            return Optional.empty();
        }
        var completion = json.readTree(answer.body().getBytes());
        var content = completion.at("/choices/0/message/content").asText("");
        var said = json.readValue(content, Answer.class);
        var facts = said.facts().stream()
                .limit(config.maxFacts())
                .map(one -> fact(one, messages))
                .toList();
        return Optional.of(new Reading(facts, false, completion.path("model").asText(config.model())));
    }

    private static Fact fact(Said said, int messages) {
        var text = said.text().strip();
        if (text.length() > MAX_TEXT || !PlainText.Validator.isPlain(text)) {
            throw new IllegalArgumentException("a fact is too long, or no text");
        }
        if (said.message() < 0 || said.message() >= messages) {
            throw new IllegalArgumentException("a fact is of a message that there is not");
        }
        var attribute = new Attribute(said.subject(), said.attribute(), said.value());
        return new Fact(
                text,
                Kind.valueOf(said.kind().toUpperCase(Locale.ROOT)),
                said.importance(),
                Optional.of(attribute).filter(Attribute::isKnown),
                said.message());
    }
}
