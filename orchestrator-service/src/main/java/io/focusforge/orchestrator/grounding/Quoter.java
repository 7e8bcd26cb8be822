package io.focusforge.orchestrator.grounding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.orchestrator.modelstream.ModelFailure;
import io.focusforge.orchestrator.modelstream.Usage;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the model that quotes. It says by itself which sentence is from which message, so nothing has to be read out of its text. */
@ApplicationScoped
class Quoter {
    private final ServiceClient client;
    private final Prompts prompts;
    private final GroundingConfig config;
    private final ObjectMapper json;

    Quoter(ServiceClient client, Prompts prompts, GroundingConfig config, ObjectMapper json) {
        this.client = client;
        this.prompts = prompts;
        this.config = config;
        this.json = json;
    }

    /** All that it says. */
    record Quoted(List<Piece> pieces, Ending ending) {}

    /** Never fails. */
    CompletableFuture<Quoted> ask(Speakers.Brief brief, boolean isDegraded) {
        var prompt = prompts.toQuote(brief.prompt().sources(), brief.question());
        var body = prompt.body(json, Speakers.QUOTING, config.maxOutputTokens());
        var call = ServiceCall.post(
                Service.AI,
                "/v1/chat/completions",
                brief.caller(),
                Buffer.buffer(body.toString()),
                config.modelSilence());
        return client.send(call)
                .thenApply(answer -> read(answer, isDegraded))
                .exceptionally(failure -> new Quoted(List.of(), away()));
    }

    private Quoted read(ServiceAnswer answer, boolean isDegraded) {
        try {
            var body = json.readTree(answer.body().getBytes());
            if (!answer.isSuccess()) {
                return new Quoted(List.of(), refused(body));
            }
            var usage = new Usage(
                    body.at("/usage/prompt_tokens").asInt(),
                    body.at("/usage/completion_tokens").asInt());
            return new Quoted(pieces(body), new Ending.Finished(Speakers.QUOTING, "stop", usage, isDegraded));
        } catch (IOException e) {
            return new Quoted(List.of(), away());
        }
    }

    private static List<Piece> pieces(JsonNode body) {
        var pieces = new ArrayList<Piece>();
        for (var citation : body.path("citations")) {
            var quote = citation.path("text").asText();
            pieces.add(new Piece.Text((pieces.isEmpty() ? "" : " ") + quote));
            pieces.add(new Piece.Marker(" ", citation.path("message").asInt() + 1, quote));
        }
        return pieces.isEmpty()
                ? List.of(new Piece.Text(body.at("/choices/0/message/content").asText()))
                : pieces;
    }

    private static Ending refused(JsonNode body) {
        var isModel = "model_not_allowed".equals(body.at("/error/code").asText());
        return isModel
                ? new Ending.Failed(new ModelFailure(
                        ErrorCode.MODEL_NOT_ALLOWED,
                        "This API key may not use the model '%s'.".formatted(Speakers.QUOTING)))
                : away();
    }

    private static Ending away() {
        return new Ending.Failed(new ModelFailure(ErrorCode.MODEL_UNAVAILABLE, "No model can answer right now."));
    }
}
