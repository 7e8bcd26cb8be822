package io.focusforge.worker.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.batch.ItemPath;
import java.util.List;
import java.util.Optional;

/** The fields of a job or a chain in a request, and where it stands there. */
record Fields(ObjectNode node, ItemPath path) {
    static Fields of(JsonNode node, ItemPath path) {
        if (node instanceof ObjectNode object) {
            return new Fields(object, path);
        }
        throw path.steps().isEmpty()
                ? new ProblemException(ErrorCode.INVALID_JSON, "The body must be one JSON object.")
                : ProblemException.invalid(path.field(""), "must be an object");
    }

    boolean has(String field) {
        return node.has(field);
    }

    ObjectNode without(String... fields) {
        ObjectNode rest = node.objectNode().setAll(node);
        return rest.remove(List.of(fields));
    }

    /** @return empty when there is no such field */
    List<JsonNode> items(String field) {
        return switch (node.get(field)) {
            case null -> List.of();
            case ArrayNode array -> List.copyOf(array.valueStream().toList());
            default -> throw refuse(field, "must be an array");
        };
    }

    Optional<OnFailure> policy(String field) {
        return Optional.ofNullable(node.get(field)).map(value -> OnFailure.of(value.textValue())
                .orElseThrow(() -> refuse(field, "is not one of " + OnFailure.names())));
    }

    void only(String... known) {
        node.properties().stream()
                .map(entry -> entry.getKey())
                .filter(field -> !List.of(known).contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw refuse(field, "is not known beside " + known[0] + "; it belongs to one of its steps");
                });
    }

    ProblemException refuse(String field, String message) {
        return ProblemException.invalid(path.field(field), message);
    }
}
