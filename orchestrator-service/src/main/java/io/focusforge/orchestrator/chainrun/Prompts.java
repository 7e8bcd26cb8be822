package io.focusforge.orchestrator.chainrun;

import io.focusforge.orchestrator.ask.ModelAnswer;
import io.focusforge.orchestrator.ask.ModelTalk;
import io.focusforge.orchestrator.ask.Question;
import io.focusforge.orchestrator.chain.RuleTwin;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Steps that ask a model, and what stands in when none answers: on the last attempt, or when there is no model at all. */
@ApplicationScoped
class Prompts {
    private final ModelTalk models;
    private final List<RuleTwin> rules;

    Prompts(ModelTalk models, @All List<RuleTwin> rules) {
        this.models = models;
        this.rules = rules;
    }

    StepOutcome ask(Work work, Step.Prompt step) throws InterruptedException {
        var context = work.context();
        var question = new Question(
                work.chain(),
                step,
                work.scope(),
                context.caller(),
                step.common().timeout());
        return switch (models.ask(question, context::await)) {
            case ModelAnswer.Given(var output, var _, var usage) -> new StepOutcome.Done(output, usage);
            case ModelAnswer.Invalid(var reason, var usage) ->
                Failed.forGood(Failed.OUTPUT, "The model's answer breaks its schema: " + reason, usage);
            case ModelAnswer.Refused(var code, var reason, var usage) -> Failed.forGood(code, reason, usage);
            case ModelAnswer.NotConfigured _ ->
                twin(work, step, StepUsage.NONE)
                        .orElseGet(() ->
                                Failed.forGood("model_not_found", "There is no model '%s'.".formatted(step.model())));
            case ModelAnswer.Unavailable none -> unavailable(work, step, none);
        };
    }

    private StepOutcome unavailable(Work work, Step.Prompt step, ModelAnswer.Unavailable none) {
        var isLast = work.context().attempt() >= step.common().retry().attempts();
        return (isLast ? twin(work, step, none.usage()) : Optional.<StepOutcome>empty())
                .orElseGet(() -> Failed.forNow(
                        "model_unavailable",
                        "No model answers now: " + none.reason(),
                        none.retryAfter(),
                        none.usage()));
    }

    private Optional<StepOutcome> twin(Work work, Step.Prompt step, StepUsage usage) {
        return step.twin()
                .flatMap(twin -> switch (twin) {
                    case Step.Twin.Computed(var expression) -> Optional.of(expression.evaluate(work.scope()));
                    case Step.Twin.Rules _ ->
                        rules.stream()
                                .filter(rule -> rule.chain().equals(work.chain().name()))
                                .findFirst()
                                .map(rule -> rule.answer(work.scope().get("input")));
                })
                .map(answer -> new StepOutcome.Done(answer, usage));
    }
}
