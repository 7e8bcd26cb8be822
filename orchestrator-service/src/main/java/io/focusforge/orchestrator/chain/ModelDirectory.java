package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.call.SystemCaller;
import io.focusforge.common.identity.Scopes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Knows whether ai-service has a model, without asking for each task. */
@ApplicationScoped
public class ModelDirectory {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int OK = 200;
    private static final String ALIAS = "default";

    private final ServiceClient client;
    private final ChainConfig config;
    private final ObjectMapper json;
    private final AtomicReference<CompletableFuture<Models>> asking = new AtomicReference<>();
    private volatile Known known = Known.NOTHING;

    ModelDirectory(ServiceClient client, ChainConfig config, ObjectMapper json) {
        this.client = client;
        this.config = config;
        this.json = json;
    }

    /** What is known; asked anew in the background when that is a little old, and waited for when it is older. */
    public Models current() {
        var last = known;
        if (last.isYoungerThan(config.modelCheck())) {
            return last.models();
        }
        var answer = ask();
        return last.isYoungerThan(config.modelCheck().multipliedBy(3)) ? last.models() : answer.join();
    }

    /** What was known last, however old. */
    public Models lastKnown() {
        return known.models();
    }

    private CompletableFuture<Models> ask() {
        var mine = new CompletableFuture<Models>();
        var other = asking.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        var call = ServiceCall.get(Service.AI, "/v1/models", SystemCaller.with(Scopes.MODELS_READ), TIMEOUT);
        var unused = client.send(call)
                .thenApply(this::models)
                .exceptionally(_ -> Models.UNKNOWN)
                .thenAccept(models -> {
                    known = new Known(models, true, System.nanoTime());
                    asking.set(null);
                    mine.complete(models);
                });
        return mine;
    }

    private Models models(ServiceAnswer answer) {
        if (answer.status() != OK) {
            return Models.UNKNOWN;
        }
        try {
            for (var model : json.readTree(answer.body().getBytes()).path("data")) {
                if (ALIAS.equals(model.path("id").asText())) {
                    return Models.CONFIGURED;
                }
            }
            return Models.NOT_CONFIGURED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param since as {@link System#nanoTime} tells: a clock that is set back makes nothing known for longer */
    private record Known(Models models, boolean asked, long since) {
        static final Known NOTHING = new Known(Models.UNKNOWN, false, 0);

        boolean isYoungerThan(Duration age) {
            return asked && System.nanoTime() - since < age.toNanos();
        }
    }
}
