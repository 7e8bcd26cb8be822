package io.focusforge.common.outbox;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.call.SystemCaller;
import io.focusforge.common.identity.Scopes;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Asks the worker for jobs. A job's id makes asking twice harmless. A service that asks for jobs declares a bean of this class. */
public final class WorkerSink implements OutboxSink {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int ACCEPTED = 202;

    private final ServiceClient client;

    public WorkerSink(ServiceClient client) {
        this.client = client;
    }

    @Override
    public OutboxMessage.Kind kind() {
        return OutboxMessage.Kind.JOB;
    }

    @Override
    public void send(List<OutboxMessage> messages) {
        for (var start = 0; start < messages.size(); start += MOST_AT_ONCE) {
            ask(messages.subList(start, Math.min(messages.size(), start + MOST_AT_ONCE)));
        }
    }

    private void ask(List<OutboxMessage> messages) {
        var body = messages.stream().map(OutboxMessage::payload).collect(Collectors.joining(",", "[", "]"));
        var call = ServiceCall.post(
                Service.WORKER, "/internal/jobs", SystemCaller.with(Scopes.INTERNAL), Buffer.buffer(body), TIMEOUT);
        var status = send(call);
        if (status != ACCEPTED) {
            throw new IllegalStateException("the worker answered %d to jobs".formatted(status));
        }
    }

    /** A worker that is away must not be taken for the database, within whose transaction this is. */
    private int send(ServiceCall call) {
        try {
            return client.send(call).join().status();
        } catch (CompletionException e) {
            throw new IllegalStateException("the worker does not answer: " + e.getCause(), e);
        }
    }
}
