package io.focusforge.orchestrator.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A JSONata expression over the parts of a scope, each of which is a variable ({@code $input}) and a field of the context ({@code input}). */
@RegisterForReflection(targets = Functions.class)
public final class Expression {
    public static final int LONGEST = 8_000;
    /** Would run text as an expression, give out memory by a number, or differ from one look to the next. */
    private static final Set<String> AWAY = Set.of("eval", "pad", "random", "shuffle");

    private final String text;
    private final Jsonata compiled;
    private final Tokens tokens;

    private Expression(String text, Jsonata compiled, Tokens tokens) {
        this.text = text;
        this.compiled = compiled;
        this.tokens = tokens;
    }

    /** @throws ExpressionException for what is no expression, or none that is run here */
    public static Expression parse(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new ExpressionException("must be an expression of at most " + LONGEST + " characters");
        }
        var tokens = Tokens.of(text);
        requireAllowed(tokens);
        try {
            return new Expression(text, Jsonata.jsonata(text), tokens);
        } catch (JException e) {
            throw new ExpressionException(Failures.said(e));
        } catch (RuntimeException | StackOverflowError e) {
            throw new ExpressionException("cannot be read");
        }
    }

    private static void requireAllowed(Tokens tokens) {
        if (tokens.hasRegex()) {
            throw new ExpressionException("must not hold a regular expression");
        }
        AWAY.stream().filter(name -> tokens.has("$" + name)).findFirst().ifPresent(name -> {
            throw new ExpressionException("must not use $" + name);
        });
    }

    public JsonNode evaluate(Map<String, JsonNode> scope) {
        return evaluate(scope, Bounds.USUAL);
    }

    /** @throws ExpressionException when it has no value for these data, or went over its bounds */
    public JsonNode evaluate(Map<String, JsonNode> scope, Bounds bounds) {
        var frame = new Frame(null);
        var context = Values.context(scope);
        context.forEach(frame::bind);
        AWAY.forEach(name -> frame.bind(name, (Object) null));
        Meter.watch(frame, bounds);
        try {
            return Values.json(compiled.evaluate(context, frame), bounds);
        } catch (RuntimeException | StackOverflowError e) {
            throw Failures.of(e);
        }
    }

    /** The steps that it names, as {@code $steps.name} or {@code steps.name}. */
    public Set<String> steps() {
        return tokens.steps();
    }

    /** The names from the scope to a value, when the expression is nothing else: {@code [steps, found, items]}; else empty. */
    public List<String> path() {
        return tokens.path();
    }

    /** The fields of an object whose values are expressions; empty for another expression. */
    public Map<String, List<String>> fields() {
        return tokens.fields();
    }

    @Override
    public String toString() {
        return text;
    }
}
