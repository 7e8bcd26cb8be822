package io.focusforge.orchestrator.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.orchestrator.schema.Shape;
import io.focusforge.orchestrator.schema.Shape.Type;

/** What comes out of a step. */
final class Results {
    private static final Shape HITS = shape("""
            {"type":"object","additionalProperties":false,
             "properties":{"items":{"type":"array"},"degraded":{"type":"boolean"}}}""");
    private static final Shape RESPONSE = shape("""
            {"type":"object","additionalProperties":false,
             "properties":{"status":{"type":"integer"},"mediaType":{"type":["string","null"]},"body":{}}}""");
    private static final Shape DECISION = shape("""
            {"type":"object","additionalProperties":false,
             "properties":{"approved":{"type":"boolean"},"by":{"type":"string"},"comment":{"type":["string","null"]}}}""");
    private static final Shape AWAKENING = shape("""
            {"type":"object","additionalProperties":false,
             "properties":{"event":{"type":["string","null"]},"data":{}}}""");

    private final OtherChains others;

    Results(OtherChains others) {
        this.others = others;
    }

    Shape of(Step step) {
        return step.common().output().map(schema -> Shape.of(schema.source())).orElseGet(() -> usual(step));
    }

    private Shape usual(Step step) {
        return switch (step) {
            case Step.Search _, Step.Recall _ -> HITS;
            case Step.Http _ -> RESPONSE;
            case Step.Approve _ -> DECISION;
            case Step.Wait _ -> AWAKENING;
            case Step.Parallel _ -> Shape.of(Type.OBJECT);
            case Step.Each _ -> Shape.of(Type.ARRAY);
            case Step.Call call ->
                others.find(call.chain(), call.version())
                        .map(face -> Shape.of(face.output()))
                        .orElse(Shape.ANYTHING);
            case Step.Prompt _, Step.Transform _, Step.Branch _, Step.Tool _, Step.Agents _ -> Shape.ANYTHING;
        };
    }

    private static Shape shape(String schema) {
        try {
            JsonNode node = new ObjectMapper().readTree(schema);
            return Shape.of(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
