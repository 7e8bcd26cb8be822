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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes drafts of a batch's jobs, and names the first that cannot be one as {@code jobs[3].…}. */
@ApplicationScoped
class BatchDrafts {
    private final Drafts drafts;
    private final ObjectMapper json;
    private final Validator validator;

    BatchDrafts(Drafts drafts, ObjectMapper json, Validator validator) {
        this.drafts = drafts;
        this.json = json;
        this.validator = validator;
    }

    List<Draft> of(Caller caller, List<JsonNode> jobs) throws JsonProcessingException {
        var made = new ArrayList<Draft>(jobs.size());
        for (var job : jobs) {
            made.add(draft(caller, job, made.size()));
        }
        return made;
    }

    private Draft draft(Caller caller, JsonNode job, int index) throws JsonProcessingException {
        try {
            return drafts.of(caller, valid(json.treeToValue(job, CreateJob.class)));
        } catch (JsonMappingException e) {
            e.prependPath(job, index);
            e.prependPath(job, CreateJobs.FIELD);
            throw e;
        } catch (ProblemException e) {
            throw at(index, e);
        }
    }

    private CreateJob valid(CreateJob job) {
        if (job == null) {
            throw ProblemException.invalid("", "must be an object");
        }
        validator.validate(job).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(BatchDrafts::refuse);
        return job;
    }

    private static void refuse(ConstraintViolation<?> violation) {
        throw ProblemException.invalid(violation.getPropertyPath().toString(), violation.getMessage());
    }

    private static ProblemException at(int index, ProblemException problem) {
        var item = "%s[%d]".formatted(CreateJobs.FIELD, index);
        return problem.violations().stream()
                .findFirst()
                .map(violation -> ProblemException.invalid(
                        violation.field().isEmpty() ? item : item + "." + violation.field(), violation.message()))
                .orElseGet(() -> new ProblemException(problem.code(), item + ": " + problem.getMessage()));
    }
}
