package io.focusforge.worker.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.intake.CreateJob;
import io.focusforge.worker.intake.Drafts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;

/** Makes a draft of one job among several in a body; what is wrong with it is named by its path in the body. */
@ApplicationScoped
public class ItemDrafts {
    private final Drafts drafts;
    private final ObjectMapper json;
    private final Validator validator;

    ItemDrafts(Drafts drafts, ObjectMapper json, Validator validator) {
        this.drafts = drafts;
        this.json = json;
        this.validator = validator;
    }

    public Draft of(Caller caller, JsonNode job, ItemPath path) throws JsonProcessingException {
        try {
            return drafts.of(caller, valid(json.treeToValue(job, CreateJob.class)));
        } catch (JsonMappingException e) {
            path.prependTo(e);
            throw e;
        } catch (ProblemException e) {
            throw at(path, e);
        }
    }

    private CreateJob valid(CreateJob job) {
        if (job == null) {
            throw ProblemException.invalid("", "must be an object");
        }
        validator.validate(job).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(ItemDrafts::refuse);
        return job;
    }

    private static void refuse(ConstraintViolation<?> violation) {
        throw ProblemException.invalid(violation.getPropertyPath().toString(), violation.getMessage());
    }

    private static ProblemException at(ItemPath path, ProblemException problem) {
        return problem.violations().stream()
                .findFirst()
                .map(violation -> ProblemException.invalid(path.field(violation.field()), violation.message()))
                .orElseGet(() -> new ProblemException(
                        problem.code(), path.field("") + (path.steps().isEmpty() ? "" : ": ") + problem.getMessage()));
    }
}
