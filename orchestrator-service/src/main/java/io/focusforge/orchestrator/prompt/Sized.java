package io.focusforge.orchestrator.prompt;

import io.quarkus.qute.Evaluator;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.Template;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Looks at what is about to be looped over: room for a number of rounds would be made before the first one. */
record Sized(ResolutionContext around) implements ResolutionContext {
    @Override
    public CompletionStage<Object> evaluate(Expression expression) {
        return around.evaluate(expression).thenApply(this::bounded);
    }

    private Object bounded(Object iterable) {
        if (iterable instanceof Number number) {
            ((BoundedLoop.Rounds) getAttribute(BoundedLoop.Rounds.NAME)).add(Math.max(0, number.longValue()));
        }
        return iterable;
    }

    @Override
    public CompletionStage<Object> evaluate(String expression) {
        return around.evaluate(expression);
    }

    @Override
    public ResolutionContext createChild(Object data, Map<String, SectionBlock> extendingBlocks) {
        return around.createChild(data, extendingBlocks);
    }

    @Override
    public Object getData() {
        return around.getData();
    }

    @Override
    public ResolutionContext getParent() {
        return around.getParent();
    }

    @Override
    public SectionBlock getExtendingBlock(String name) {
        return around.getExtendingBlock(name);
    }

    @Override
    public SectionBlock getCurrentExtendingBlock(String name) {
        return around.getCurrentExtendingBlock(name);
    }

    @Override
    public Object getAttribute(String key) {
        return around.getAttribute(key);
    }

    @Override
    public Template getTemplate() {
        return around.getTemplate();
    }

    @Override
    public Evaluator getEvaluator() {
        return around.getEvaluator();
    }
}
