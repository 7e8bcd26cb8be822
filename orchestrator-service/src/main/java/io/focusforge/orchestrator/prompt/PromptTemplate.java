package io.focusforge.orchestrator.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.prompt.Spotlight;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.WhenSectionHelper;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A message to a model. What it prints of its data is JSON in which no angle bracket is left, so that it cannot end the mark-up that
 * delimits it; what was retrieved stands between marks besides.
 */
public final class PromptTemplate {
    public static final int LONGEST = 20_000;
    private static final int MOST_OUTPUT = 1_000_000;
    private static final String STEPS = "steps";
    private static final Engine ENGINE = Engine.builder()
            .addSectionHelpers(
                    new IfSectionHelper.Factory(),
                    new BoundedLoop(),
                    new WhenSectionHelper.Factory(),
                    new SetSectionHelper.Factory())
            .addDefaultValueResolvers()
            .addResultMapper(new Printing())
            .strictRendering(true)
            .build();

    private final Template template;

    private PromptTemplate(Template template) {
        this.template = template;
    }

    /** @throws PromptException for what cannot be read */
    public static PromptTemplate parse(String text) {
        if (text.length() > LONGEST) {
            throw new PromptException("must have at most " + LONGEST + " characters");
        }
        try {
            return new PromptTemplate(ENGINE.parse(text));
        } catch (TemplateException e) {
            throw new PromptException(firstLine(e));
        }
    }

    /** The steps that it names, as {@code {steps.name}}. */
    public Set<String> steps() {
        return template.getExpressions().stream()
                .map(Expression::getParts)
                .filter(parts -> parts.size() > 1 && parts.getFirst().getName().equals(STEPS))
                .map(parts -> parts.get(1).getName())
                .collect(Collectors.toSet());
    }

    /**
     * @param scope what the template's names mean; {@code input} and {@code steps} are objects
     * @param foreign whether the text at {@code input.<name>} or {@code steps.<name>} comes from elsewhere
     * @throws PromptException when the template does not fit the data
     */
    public String render(Map<String, JsonNode> scope, Predicate<String> foreign) {
        var instance = template.instance();
        instance.setAttribute(BoundedLoop.Rounds.NAME, new BoundedLoop.Rounds());
        scope.forEach((name, value) -> instance.data(name, shown(name, value, foreign)));
        try {
            var text = ScopedValue.where(Printing.MARKS, Spotlight.random()).call(instance::render);
            if (text.length() > MOST_OUTPUT) {
                throw new PromptException("makes more than " + MOST_OUTPUT + " characters");
            }
            return text;
        } catch (TemplateException e) {
            throw e.getCause() instanceof PromptException known ? known : new PromptException(firstLine(e));
        }
    }

    private static Object shown(String name, JsonNode value, Predicate<String> foreign) {
        return value.isObject()
                ? new Shown.Fields(value, field -> foreign.test(name + "." + field))
                : Shown.of(value, foreign.test(name));
    }

    private static String firstLine(TemplateException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read");
    }
}
