package io.focusforge.orchestrator.planner;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.chain.Chain;
import io.focusforge.orchestrator.chain.ChainCatalog;
import io.focusforge.orchestrator.chain.ChainOutcome;
import io.focusforge.orchestrator.chain.ChainRunner;
import io.focusforge.orchestrator.chain.ModelDirectory;
import io.focusforge.orchestrator.chain.Models;
import io.focusforge.orchestrator.focus.Estimates;
import io.focusforge.orchestrator.rules.AnalysisRules;
import io.focusforge.orchestrator.rules.PlanRules;
import io.focusforge.orchestrator.rules.RuleText;
import io.focusforge.orchestrator.task.Analysis;
import io.focusforge.orchestrator.task.Recollection;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskPlanStep;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Decides who makes the analysis and the plan of a task. Always comes to a result, within the timeouts of the chains. */
@ApplicationScoped
@RegisterForReflection(targets = {ModelAnalysis.class, ModelPlan.class})
public class TaskPlanner {
    private final ChainRunner chains;
    private final ModelDirectory models;
    private final ChainInputs inputs;
    private final Estimates estimates;
    private final Clock clock;
    private final Chain analysisChain;
    private final Chain planChain;

    TaskPlanner(
            ChainRunner chains,
            ChainCatalog catalog,
            ModelDirectory models,
            ChainInputs inputs,
            Estimates estimates,
            Clock clock) {
        this.chains = chains;
        this.models = models;
        this.inputs = inputs;
        this.estimates = estimates;
        this.clock = clock;
        this.analysisChain = catalog.require("task_analysis");
        this.planChain = catalog.require("task_plan");
    }

    /** @param context looked at only when a model makes the plan, and may wait until it is there */
    public Proposal propose(TaskKey key, Task task, Supplier<List<Recollection>> context) {
        var outcome = chains.run(analysisChain, () -> inputs.analysis(task), ModelAnalysis.class, caller(key));
        return switch (outcome) {
            case ChainOutcome.Answered<ModelAnalysis>(var output, var model) ->
                plan(key, task, estimates.correct(key, output.by(model)), context);
            case ChainOutcome.Unavailable<ModelAnalysis> refusal ->
                byRules(key, task, Missing.ANALYSIS, refusal.retryAfter());
            case ChainOutcome.Invalid<ModelAnalysis> _ -> byRules(key, task, Missing.ANALYSIS, Optional.empty());
            case ChainOutcome.NotConfigured<ModelAnalysis> _ -> byRules(key, task, Missing.NOTHING, Optional.empty());
        };
    }

    /** A plan for an analysis that stands. */
    public Proposal plan(TaskKey key, Task task, Analysis analysis, Supplier<List<Recollection>> context) {
        var outcome =
                chains.run(planChain, () -> inputs.plan(task, analysis, context.get()), ModelPlan.class, caller(key));
        return switch (outcome) {
            case ChainOutcome.Answered<ModelPlan>(var output, var model) ->
                new Proposal(analysis, output.until(task.dueAt()), model, Missing.NOTHING, Optional.empty());
            case ChainOutcome.Unavailable<ModelPlan> refusal ->
                planByRules(task, analysis, Missing.PLAN, refusal.retryAfter());
            case ChainOutcome.Invalid<ModelPlan> _ -> planByRules(task, analysis, Missing.PLAN, Optional.empty());
            case ChainOutcome.NotConfigured<ModelPlan> _ ->
                planByRules(task, analysis, Missing.NOTHING, Optional.empty());
        };
    }

    /** How long a proposal may take; as nothing when there is no model to wait for. */
    public Duration longest() {
        return models.lastKnown() == Models.CONFIGURED
                ? chains.timeout(analysisChain).plus(chains.timeout(planChain))
                : Duration.ZERO;
    }

    private Proposal byRules(TaskKey key, Task task, Missing missing, Optional<Duration> retryAfter) {
        var analysis = estimates.correct(key, AnalysisRules.analyze(text(task), clock.instant()));
        return planByRules(task, analysis, missing, retryAfter);
    }

    private Proposal planByRules(Task task, Analysis analysis, Missing missing, Optional<Duration> retryAfter) {
        return new Proposal(analysis, steps(task, analysis), AnalysisRules.MODEL, missing, retryAfter);
    }

    private List<TaskPlanStep> steps(Task task, Analysis analysis) {
        return PlanRules.plan(text(task), analysis.estimateMinutes(), analysis.category(), clock.instant());
    }

    private static RuleText text(Task task) {
        return new RuleText(task.title(), task.description(), task.dueAt(), task.labels());
    }

    private static Caller caller(TaskKey key) {
        return new Caller(key.tenant(), key.owner(), Set.of(Scopes.MODELS_READ, Scopes.MODELS_WRITE), null);
    }
}
