package io.focusforge.orchestrator.mcptool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Calls tools on behalf of somebody, with no more than the rights of that one. */
@ApplicationScoped
public class SuiteCalls {
    private static final Logger LOG = Logger.getLogger(SuiteCalls.class);
    private static final List<String> SHOWN = List.of("code", "status", "detail", "violations");

    private final ServiceClient client;
    private final ToolConfig config;
    private final ObjectMapper json;

    SuiteCalls(ServiceClient client, ToolConfig config, ObjectMapper json) {
        this.client = client;
        this.config = config;
        this.json = json;
    }

    /**
     * Never fails.
     *
     * @param key under which the effect happens once; null for that among the arguments, or none
     */
    public CompletableFuture<ToolAnswer> call(Caller caller, SuiteTool tool, ObjectNode arguments, String key) {
        if (!caller.may(tool.scope())) {
            return CompletableFuture.completedFuture(
                    ToolAnswer.refused(ErrorCode.FORBIDDEN, "The key lacks the scope '%s'.".formatted(tool.scope())));
        }
        var errors = tool.input().errors(arguments);
        if (!errors.isEmpty()) {
            return CompletableFuture.completedFuture(
                    ToolAnswer.refused(ErrorCode.INVALID_REQUEST, errors.getFirst(), errors));
        }
        var request = ToolRequest.of(tool, arguments, key);
        var sent = client.send(request.call(caller, config.timeout()));
        var answer = sent.handle((received, failure) -> failure == null ? answer(received) : failed(tool, failure));
        // who gives the answer up gives the request up
        var unused = answer.whenComplete((done, failure) -> {
            if (failure != null) {
                sent.cancel(false);
            }
        });
        return answer;
    }

    private ToolAnswer failed(SuiteTool tool, Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        LOG.warnf("The tool %s cannot be called: %s", tool.name(), cause);
        return cause instanceof TimeoutException
                ? ToolAnswer.refused(ErrorCode.TIMEOUT, "The answer did not come in time.")
                : ToolAnswer.refused(ErrorCode.UNAVAILABLE, "The service does not answer.");
    }

    private ToolAnswer answer(ServiceAnswer received) {
        if (received.body().length() > config.maxAnswer().asLongValue()) {
            return ToolAnswer.refused(ErrorCode.PAYLOAD_TOO_LARGE, "The answer is too long; ask for less.");
        }
        try {
            var body = received.body().length() == 0
                    ? json.createObjectNode()
                    : json.readTree(received.body().getBytes());
            return received.isSuccess() ? new ToolAnswer.Given(body) : refused(received, body);
        } catch (IOException e) {
            return ToolAnswer.refused(ErrorCode.UNAVAILABLE, "The service answers something else.");
        }
    }

    private ToolAnswer refused(ServiceAnswer received, JsonNode body) {
        var problem = json.createObjectNode();
        new ArrayList<>(SHOWN).stream().filter(body::hasNonNull).forEach(name -> problem.set(name, body.get(name)));
        if (!problem.has("code")) {
            var code = received.status() == 401 || received.status() == 403
                    ? ErrorCode.FORBIDDEN
                    : received.status() >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.INVALID_REQUEST;
            problem.put("code", code.code()).put("status", received.status()).put("detail", code.title());
        }
        var retryable = received.status() == 429 || received.status() >= 500;
        return new ToolAnswer.Refused(problem.path("code").asText(), problem, retryable, received.retryAfter());
    }
}
