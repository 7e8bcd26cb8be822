package io.focusforge.orchestrator.completion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.grounding.Citation;
import io.focusforge.orchestrator.grounding.Ending;
import io.focusforge.orchestrator.grounding.Sources;
import io.focusforge.orchestrator.modelstream.Usage;
import java.util.List;

/** The JSON of one completion, whole or in chunks, as OpenAI writes it. What OpenAI has no field for is in {@code focusforge}. */
record Bodies(ObjectMapper json, String id, long created, Sources.States sources) {
    private static final String MODEL = "focusforge";

    String first() {
        var chunk = chunk(null);
        delta(chunk).put("role", "assistant").put("content", "");
        return chunk.toString();
    }

    String text(String more) {
        var chunk = chunk(null);
        delta(chunk).put("content", more);
        return chunk.toString();
    }

    String citation(Citation citation) {
        var chunk = chunk(null);
        annotation(delta(chunk).putArray("annotations"), citation);
        return chunk.toString();
    }

    String last(Ending.Finished finished, List<Citation> citations) {
        var chunk = chunk(finish(finished));
        chunk.set("focusforge", more(finished, citations));
        return chunk.toString();
    }

    String usage(Usage usage) {
        var chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        usage(chunk, usage);
        return chunk.toString();
    }

    String whole(String text, List<Citation> citations, Ending.Finished finished) {
        var body = head("chat.completion");
        var choice = body.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant").put("content", text);
        var annotations = message.putArray("annotations");
        citations.forEach(citation -> annotation(annotations, citation));
        choice.put("finish_reason", finish(finished));
        usage(body, finished.usage());
        body.set("focusforge", more(finished, citations));
        return body.toString();
    }

    private ObjectNode more(Ending.Finished finished, List<Citation> citations) {
        var more = json.createObjectNode()
                .put("model", finished.model())
                .put("degraded", finished.degraded() || sources.areDegraded());
        more.set("sources", json.valueToTree(sources));
        more.set("citations", json.valueToTree(citations));
        return more;
    }

    private static void annotation(ArrayNode annotations, Citation citation) {
        var isMemory = citation.memory() != null;
        var marker = "[%d]".formatted(citation.marker());
        annotations
                .addObject()
                .put("type", "url_citation")
                .putObject("url_citation")
                .put("start_index", citation.at() - marker.length())
                .put("end_index", citation.at())
                .put("title", isMemory ? "memory" : citation.title())
                .put(
                        "url",
                        isMemory
                                ? "/api/v1/memories/" + citation.memory()
                                : "/api/v1/documents/" + citation.document() + "/content");
    }

    private static String finish(Ending.Finished finished) {
        return finished.finish() == null ? "stop" : finished.finish();
    }

    private static void usage(ObjectNode body, Usage usage) {
        body.putObject("usage")
                .put("prompt_tokens", usage.prompt())
                .put("completion_tokens", usage.answer())
                .put("total_tokens", usage.prompt() + usage.answer());
    }

    private ObjectNode chunk(String finish) {
        var chunk = head("chat.completion.chunk");
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .putObject("delta");
        return chunk;
    }

    private static ObjectNode delta(ObjectNode chunk) {
        return (ObjectNode) chunk.at("/choices/0/delta");
    }

    private ObjectNode head(String object) {
        return json.createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", MODEL);
    }
}
