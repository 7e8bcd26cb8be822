package io.focusforge.worker.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.Payloads;
import io.focusforge.worker.intake.CreateJob;
import io.focusforge.worker.intake.Drafts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Set;

/** The job that a schedule makes each time: the body of {@code POST /api/v1/jobs}, and checked like one, naming fields as {@code job.…}. */
@ApplicationScoped
class JobTemplate {
    static final String FIELD = "job";
    private static final String PAYLOAD = "payload";
    private static final String TYPE = "type";
    /** A schedule says itself when its jobs run and whether they may overlap; what was uploaded would not be kept between them. */
    private static final Set<String> NOT_HERE = Set.of("runAt", "delay", "deadline", "dedupe", "payloadRef");

    private final Drafts drafts;
    private final Payloads payloads;
    private final Handlers handlers;
    private final ObjectMapper json;
    private final Validator validator;

    JobTemplate(Drafts drafts, Payloads payloads, Handlers handlers, ObjectMapper json, Validator validator) {
        this.drafts = drafts;
        this.payloads = payloads;
        this.handlers = handlers;
        this.json = json;
        this.validator = validator;
    }

    /**
     * @param stored what it replaces, or null; a secret that is sent as it was shown stays what it was
     * @return as it is stored
     */
    String checked(Caller caller, JsonNode asked, String stored) throws JsonProcessingException {
        var job = stored == null ? asked : withSecrets(asked, json.readTree(stored));
        try {
            refuseOthers(job);
            draft(caller, job);
        } catch (JsonMappingException e) {
            e.prependPath(job, FIELD);
            throw e;
        } catch (ProblemException e) {
            throw inside(e);
        }
        return json.writeValueAsString(job);
    }

    /**
     * What the type asks of who makes such jobs was asked when the schedule was made.
     *
     * @throws ProblemException or a {@link JsonProcessingException}, when it is not such a job any more
     */
    Draft draft(Schedule schedule) throws JsonProcessingException {
        var job = json.readTree(schedule.spec().job());
        var scopes =
                handlers.find(job.path(TYPE).asText()).map(JobHandler::scopes).orElse(Set.of());
        return draft(new Caller(schedule.key().tenant(), schedule.user(), scopes, null), job);
    }

    /** As its owner may see it. The payload of a type that nobody knows is not shown. */
    JsonNode show(String stored) {
        var job = (ObjectNode) read(stored);
        var payload = job.remove(PAYLOAD);
        handlers.type(job.path(TYPE).asText())
                .ifPresent(type -> job.set(PAYLOAD, payloads.show(type, payload.toString())));
        return job;
    }

    /** For lists. */
    JsonNode summary(String stored) {
        return ((ObjectNode) read(stored)).without(PAYLOAD);
    }

    JsonNode read(String stored) {
        try {
            return json.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored job cannot be read", e);
        }
    }

    private Draft draft(Caller caller, JsonNode job) throws JsonProcessingException {
        var request = json.treeToValue(job, CreateJob.class);
        if (request == null) {
            throw ProblemException.invalid("", "must be an object");
        }
        validator.validate(request).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(JobTemplate::refuse);
        return drafts.of(caller, request);
    }

    private JsonNode withSecrets(JsonNode asked, JsonNode stored) throws JsonProcessingException {
        var type = handlers.type(stored.path(TYPE).asText());
        if (type.isPresent() && asked.path(TYPE).equals(stored.path(TYPE)) && asked.has(PAYLOAD)) {
            payloads.withSecrets(
                    type.get(), asked.get(PAYLOAD), stored.path(PAYLOAD).toString());
        }
        return asked;
    }

    private static void refuseOthers(JsonNode job) {
        NOT_HERE.stream().filter(job::hasNonNull).sorted().findFirst().ifPresent(field -> {
            throw ProblemException.invalid(field, "is not for the job of a schedule");
        });
    }

    private static void refuse(ConstraintViolation<?> violation) {
        throw ProblemException.invalid(violation.getPropertyPath().toString(), violation.getMessage());
    }

    private static ProblemException inside(ProblemException problem) {
        return problem.violations().stream()
                .findFirst()
                .map(violation -> ProblemException.invalid(
                        violation.field().isEmpty() ? FIELD : FIELD + "." + violation.field(), violation.message()))
                .orElseGet(() -> new ProblemException(problem.code(), FIELD + ": " + problem.getMessage()));
    }
}
