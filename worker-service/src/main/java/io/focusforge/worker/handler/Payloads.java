package io.focusforge.worker.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.JobsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Reads payloads as the input of their type, and refuses what is not one, naming the field as {@code payload.…}. */
@ApplicationScoped
public class Payloads {
    public static final String FIELD = "payload";
    /** The one field of what stands in a job for a payload that is elsewhere. */
    public static final String REFERENCE = "$payloadRef";

    private static final String HIDDEN = "***";
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

    private final ObjectMapper json;
    private final Validator validator;
    private final JobsConfig config;

    Payloads(ObjectMapper json, Validator validator, JobsConfig config) {
        this.json = json;
        this.validator = validator;
        this.config = config;
    }

    /** @throws JsonProcessingException or a {@link ProblemException}, when it is not the input of this type */
    public <I> I check(JobType<I> type, JsonNode payload) throws JsonProcessingException {
        try {
            return validated(json.treeToValue(payload, type.input()));
        } catch (JsonMappingException e) {
            e.prependPath(type, FIELD);
            throw e;
        }
    }

    /** The same, and that this caller may ask for it. */
    public void check(Caller caller, JobType<?> type, JsonNode payload) throws JsonProcessingException {
        requireAllowed(caller, check(type, payload));
    }

    public static void requireAllowed(Caller caller, Object input) {
        if (input instanceof CallerChecked checked) {
            checked.requireAllowed(caller);
        }
    }

    /** As it is stored. */
    public String write(JsonNode payload) throws JsonProcessingException {
        if (payload.has(REFERENCE)) {
            throw ProblemException.invalid(
                    FIELD + "." + REFERENCE, "is not for payloads; give payloadRef in place of payload");
        }
        var text = json.writeValueAsString(payload);
        if (text.getBytes(StandardCharsets.UTF_8).length > config.maxPayload().asLongValue()) {
            throw new ProblemException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The payload may have %d bytes as JSON; upload a larger one to /api/v1/jobs/payloads, and send its payloadRef."
                            .formatted(config.maxPayload().asLongValue()));
        }
        if (text.contains("\\u0000") && NUL.matcher(text).find()) {
            throw ProblemException.invalid(FIELD, "must not contain the character U+0000");
        }
        return text;
    }

    /** Reads what was checked when it was accepted. */
    public <I> I read(JobType<I> type, String payload) throws JsonProcessingException {
        return validated(json.readValue(payload, type.input()));
    }

    /** The same of a payload that is not in memory. */
    public <I> I read(JobType<I> type, InputStream payload) throws IOException {
        return validated(json.readValue(payload, type.input()));
    }

    /** The payload as its owner may see it. */
    public JsonNode show(JobType<?> type, String payload) {
        try {
            var tree = json.readTree(payload);
            if (tree instanceof ObjectNode object) {
                type.secrets().stream().filter(object::has).forEach(secret -> object.put(secret, HIDDEN));
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored payload cannot be read", e);
        }
    }

    /** What its owner sends back after having seen it: a secret that is still hidden stays what it was. */
    public JsonNode withSecrets(JobType<?> type, JsonNode edited, String stored) throws JsonProcessingException {
        if (edited instanceof ObjectNode object) {
            var before = json.readTree(stored);
            type.secrets().stream()
                    .filter(secret -> HIDDEN.equals(object.path(secret).textValue()) && before.has(secret))
                    .forEach(secret -> object.set(secret, before.get(secret)));
        }
        return edited;
    }

    public JsonNode empty() {
        return json.createObjectNode();
    }

    private <I> I validated(I input) {
        if (input == null) {
            throw ProblemException.invalid(FIELD, "must be an object");
        }
        validator.validate(input).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(Payloads::refuse);
        return input;
    }

    private static void refuse(ConstraintViolation<?> violation) {
        throw ProblemException.invalid(FIELD + "." + violation.getPropertyPath(), violation.getMessage());
    }
}
