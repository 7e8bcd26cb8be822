package io.focusforge.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import java.util.stream.Collectors;

/** Says in the client's words what is wrong with a JSON body: which field, and what it should be. */
final class JsonProblems {
    private JsonProblems() {}

    static Problem describe(JsonProcessingException e, String traceId) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> unknownField(unknown, traceId);
            case InvalidFormatException format
            when !hasJsonType(format) -> wrongType(format, "is not a valid " + expected(format), traceId);
            case ValueInstantiationException value -> invalidValue(value, traceId);
            case MismatchedInputException mismatch ->
                wrongType(mismatch, "must be of type " + expected(mismatch), traceId);
            case JsonMappingException mapping -> invalidValue(mapping, traceId);
            default ->
                Problem.of(
                        ErrorCode.INVALID_JSON,
                        "The body cannot be read as JSON%s.".formatted(position(e)),
                        traceId,
                        List.of());
        };
    }

    private static Problem unknownField(UnrecognizedPropertyException e, String traceId) {
        var known =
                e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        var message = "is not known here; the known fields are " + known;
        return Problem.of(
                ErrorCode.UNKNOWN_FIELD,
                "The field '%s' %s.".formatted(path(e), message),
                traceId,
                List.of(new Violation(path(e), message)));
    }

    private static Problem wrongType(MismatchedInputException e, String message, String traceId) {
        if (path(e).isEmpty()) {
            return Problem.of(
                    ErrorCode.INVALID_JSON, "The body must be one JSON " + expected(e) + ".", traceId, List.of());
        }
        return Problem.of(
                ErrorCode.INVALID_TYPE,
                "The field '%s' %s.".formatted(path(e), message),
                traceId,
                List.of(new Violation(path(e), message)));
    }

    private static Problem invalidValue(JsonMappingException e, String traceId) {
        var cause = e.getCause();
        var message = cause instanceof IllegalArgumentException || cause instanceof ProblemException
                ? cause.getMessage()
                : "is not valid";
        return Problem.of(
                ErrorCode.INVALID_REQUEST,
                path(e).isEmpty() ? message : "The field '%s': %s".formatted(path(e), message),
                traceId,
                List.of(new Violation(path(e), message)));
    }

    private static boolean hasJsonType(MismatchedInputException e) {
        return List.of("string", "integer", "number", "boolean").contains(expected(e));
    }

    private static String expected(MismatchedInputException e) {
        var type = e.getTargetType();
        if (type == null) {
            return "object";
        }
        if (type.isEnum()) {
            return "value: one of "
                    + List.of(type.getEnumConstants()).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> "instant, such as 2026-11-05T17:00:00Z";
            case "UUID" -> "id (a UUID)";
            case "String" -> "string";
            case "List", "Set", "ArrayList", "LinkedHashSet" -> "array";
            case "int", "Integer", "long", "Long" -> "integer";
            case "double", "Double", "float", "Float" -> "number";
            case "boolean", "Boolean" -> "boolean";
            default -> "object";
        };
    }

    private static String path(JsonMappingException e) {
        var path = new StringBuilder();
        for (var reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String position(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }
}
