package io.focusforge.worker.upstream;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Scopes;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.http.HttpOutcome;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** Sends JSON to another service, in the name of the job's owner. Blocking and interruptible. */
@ApplicationScoped
public class ServiceCalls {
    private static final Logger LOG = Logger.getLogger(ServiceCalls.class);

    private final ServiceClient client;
    private final Clock clock;

    ServiceCalls(ServiceClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** What is sent, and to whom. */
    public record Message(Service service, String path, String scope, byte[] body, Map<String, String> headers) {
        /** To what only services may ask for. */
        public static Message internal(Service service, String path, String json) {
            return new Message(service, path, Scopes.INTERNAL, json.getBytes(StandardCharsets.UTF_8), Map.of());
        }
    }

    public HttpOutcome post(JobContext context, Message message) throws InterruptedException {
        var call = ServiceCall.post(
                        message.service(),
                        message.path(),
                        context.caller(message.scope()),
                        Buffer.buffer(message.body()),
                        context.left(clock))
                .withHeaders(message.headers());
        var sent = client.send(call);
        try {
            var answer = sent.get();
            return new HttpOutcome.Answer(answer.status(), answer.retryAfter().orElse(Duration.ZERO));
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            LOG.debugf(
                    e.getCause(), "No answer from %s-service", message.service().key());
            return new HttpOutcome.NoAnswer("no connection, no answer in time, or it broke ("
                    + e.getCause().getClass().getSimpleName() + ")");
        }
    }
}
