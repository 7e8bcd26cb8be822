package io.focusforge.orchestrator.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.event.TypePattern;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.expression.Expression;
import io.focusforge.orchestrator.expression.ExpressionException;
import io.focusforge.orchestrator.prompt.PromptException;
import io.focusforge.orchestrator.prompt.PromptTemplate;
import io.focusforge.orchestrator.schema.JsonSchema;
import io.focusforge.orchestrator.schema.SchemaException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An object of a file, field by field. What is wrong is found and said, and reading goes on as if nothing had been there. */
final class Part {
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final JsonNode node;
    private final String pointer;
    private final Findings findings;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> references = new LinkedHashSet<>();

    Part(JsonNode node, String pointer, Findings findings) {
        this.node = node;
        this.pointer = pointer;
        this.findings = findings;
        if (!node.isObject()) {
            findings.add(pointer, "must be an object");
        }
    }

    String pointer() {
        return pointer;
    }

    JsonNode node() {
        return node;
    }

    /** The steps that expressions and templates have named so far. */
    Set<String> references() {
        return references;
    }

    boolean has(String field) {
        return !raw(field).isMissingNode();
    }

    /** An error unless it is there. */
    boolean requires(String field) {
        if (!has(field)) {
            findings.add(pointer, "lacks '" + field + "'");
        }
        return has(field);
    }

    void wrong(String field, String message) {
        findings.add(field.isEmpty() ? pointer : at(field), message);
    }

    private String at(String field) {
        return pointer + JsonPointer.empty().appendProperty(field);
    }

    private JsonNode raw(String field) {
        asked.add(field);
        return node.path(field);
    }

    private <T> Optional<T> read(String field, Function<JsonNode, T> reading) {
        if (!has(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(raw(field)));
        } catch (ExpressionException | PromptException | SchemaException | IllegalArgumentException e) {
            wrong(field, e.getMessage());
        } catch (DateTimeException e) {
            wrong(field, "must be a duration, such as PT30S or PT5M");
        }
        return Optional.empty();
    }

    private static String string(JsonNode value) {
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must be text");
        }
        return value.textValue();
    }

    Optional<String> text(String field) {
        return read(field, Part::string);
    }

    Optional<String> text(String field, Pattern pattern) {
        return read(field, value -> {
            if (!pattern.matcher(string(value)).matches()) {
                throw new IllegalArgumentException("must match " + pattern);
            }
            return value.textValue();
        });
    }

    int integer(String field, int otherwise, int least, int most) {
        return read(field, value -> {
                    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
                        throw new IllegalArgumentException("must be an integer from %d to %d".formatted(least, most));
                    }
                    return value.intValue();
                })
                .orElse(otherwise);
    }

    Optional<Double> number(String field, double least, double most) {
        return read(field, value -> {
            if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
                throw new IllegalArgumentException("must be a number from %s to %s".formatted(least, most));
            }
            return value.doubleValue();
        });
    }

    Optional<Duration> duration(String field, Duration longest) {
        return read(field, value -> {
            var duration = Duration.parse(string(value));
            if (!duration.isPositive() || duration.compareTo(longest) > 0) {
                throw new IllegalArgumentException("must be more than nothing and at most " + longest);
            }
            return duration;
        });
    }

    Optional<JsonSchema> schema(String field) {
        return read(field, JsonSchema::of);
    }

    /** Of events. */
    Optional<TypePattern> type(String field) {
        return read(field, value -> {
            try {
                return TypePattern.parse(field, string(value));
            } catch (ProblemException e) {
                throw new IllegalArgumentException("must be a type of events such as task.completed.v1, or task.*", e);
            }
        });
    }

    Optional<Expression> expression(String field) {
        var expression = read(field, value -> Expression.parse(string(value)));
        expression.ifPresent(read -> references.addAll(read.steps()));
        return expression;
    }

    Optional<PromptTemplate> template(String field) {
        var template = read(field, value -> PromptTemplate.parse(string(value)));
        template.ifPresent(read -> references.addAll(read.steps()));
        return template;
    }

    List<String> texts(String field, int most) {
        return read(field, value -> {
                    if (!value.isArray() || value.size() > most) {
                        throw new IllegalArgumentException("must be a list of at most " + most);
                    }
                    var texts = new ArrayList<String>();
                    value.forEach(item -> texts.add(string(item)));
                    return List.copyOf(texts);
                })
                .orElse(List.of());
    }

    Optional<Part> part(String field) {
        return has(field) ? Optional.of(new Part(raw(field), at(field), findings)) : Optional.empty();
    }

    List<Part> parts(String field) {
        var list = raw(field);
        if (!list.isMissingNode() && !list.isArray()) {
            wrong(field, "must be a list");
        }
        return IntStream.range(0, list.isArray() ? list.size() : 0)
                .mapToObj(i -> new Part(list.get(i), at(field) + "/" + i, findings))
                .toList();
    }

    Set<String> fields() {
        var names = new LinkedHashSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Says what nobody has asked for. */
    void end() {
        fields().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> wrong(name, "is no field that there is"));
    }
}
