package io.focusforge.orchestrator.planapi;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.Violation;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.plan.PlanStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whether the chains that steps name are there and take what they are given, and whether jobs may be asked for. */
@ApplicationScoped
class ChainCheck {
    private static final int LONGEST_INPUT = 64 * 1024;

    private final ChainLibrary library;

    ChainCheck(ChainLibrary library) {
        this.library = library;
    }

    void require(UUID tenant, List<PlanStep> steps) {
        var wrong = new ArrayList<Violation>();
        for (var i = 0; i < steps.size(); i++) {
            if (steps.get(i).chain() != null) {
                wrong.addAll(of(tenant, "steps[" + i + "].chain", steps.get(i)));
            }
            wrong.addAll(job("steps[" + i + "].job", steps.get(i)));
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
    }

    /** What the worker says of it, it says when the step is to run: types are the worker's. */
    private static List<Violation> job(String field, PlanStep step) {
        if (step.job() == null) {
            return List.of();
        }
        if (step.chain() != null) {
            return List.of(new Violation(field, "must be left out where a chain does the step"));
        }
        return step.job().payload().toString().length() > LONGEST_INPUT
                ? List.of(new Violation(field + ".payload", "must have at most %d characters".formatted(LONGEST_INPUT)))
                : List.of();
    }

    private List<Violation> of(UUID tenant, String field, PlanStep step) {
        var call = step.chain();
        if (call.input().toString().length() > LONGEST_INPUT) {
            return List.of(new Violation(field + ".input", "must have at most %d characters".formatted(LONGEST_INPUT)));
        }
        return library.find(tenant, call.name(), call.version())
                .map(kept -> kept.definition().input().errors(call.input()).stream()
                        .map(error -> new Violation(field + ".input", error))
                        .toList())
                .orElseGet(() -> List.of(
                        new Violation(field, "There is no such chain or version; GET /api/v1/chains lists them.")));
    }
}
