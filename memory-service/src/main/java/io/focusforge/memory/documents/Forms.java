package io.focusforge.memory.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** Reads what is said of an upload, in whichever form it comes. */
@ApplicationScoped
class Forms {
    static final String FILE = "file";
    private static final Set<String> FIELDS = Set.of("title", "collection", "key", "shared", "metadata");
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Validator validator;
    private final ObjectMapper json;

    Forms(Validator validator, ObjectMapper json) {
        this.validator = validator;
        this.json = json;
    }

    /** @throws ProblemException for a field that does not exist */
    static void requireKnown(String field) {
        if (!FIELDS.contains(field)) {
            throw new ProblemException(
                    io.focusforge.common.problem.ErrorCode.UNKNOWN_FIELD,
                    "There is no field '%s'; a form has a file and, if you like, title, collection, key, shared and metadata."
                            .formatted(field));
        }
    }

    DocumentFields of(Map<String, String> form) {
        return checked(new DocumentFields(
                form.get("title"),
                form.get("collection"),
                form.get("key"),
                flag(form.get("shared")),
                object(form.get("metadata"))));
    }

    DocumentFields checked(DocumentFields fields) {
        validator.validate(fields).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(violation -> {
                    throw ProblemException.invalid(
                            violation.getPropertyPath().iterator().next().getName(), violation.getMessage());
                });
        return fields;
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("shared", "is true or false");
        };
    }

    private Map<String, Object> object(String text) {
        try {
            return text == null ? null : json.readValue(text, OBJECT);
        } catch (JsonMappingException e) {
            throw ProblemException.invalid("metadata", "must be a JSON object");
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid("metadata", "is not JSON");
        }
    }
}
