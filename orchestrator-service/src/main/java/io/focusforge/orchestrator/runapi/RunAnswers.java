package io.focusforge.orchestrator.runapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runengine.RunsConfig;
import io.focusforge.orchestrator.runstore.RunReads;
import io.focusforge.orchestrator.runstore.RunRecord;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers for a run that has begun. */
@ApplicationScoped
class RunAnswers {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final Duration FIRST_LOOK = Duration.ofMillis(2);
    private static final Duration LAST_LOOK = Duration.ofMillis(200);

    private final RunReads reads;
    private final RunWatches watches;
    private final Engine engine;
    private final RunsConfig config;
    private final ObjectMapper json;

    RunAnswers(RunReads reads, RunWatches watches, Engine engine, RunsConfig config, ObjectMapper json) {
        this.reads = reads;
        this.watches = watches;
        this.engine = engine;
        this.config = config;
        this.json = json;
    }

    Response answer(RunKey run, Launch how, HttpServerResponse response) {
        return switch (how.mode()) {
            case STREAM -> watches.follow(run, 0, response);
            case ASYNC -> whole(run, ACCEPTED);
            case SYNC -> whole(run, hasEnded(run, wait(how)) ? OK : ACCEPTED);
        };
    }

    String write(RunView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Response whole(RunKey run, int status) {
        var view = reads.whole(run).map(RunView::of).orElseThrow(RunIds::missing);
        return Response.status(status)
                .header(HttpHeaders.LOCATION, RunIds.path(run.id()))
                .type(MediaType.APPLICATION_JSON)
                .entity(write(view))
                .build();
    }

    private Duration wait(Launch how) {
        var asked = how.atMost() == null ? config.syncWait() : how.atMost();
        return asked.compareTo(config.longestSyncWait()) < 0 ? asked : config.longestSyncWait();
    }

    /** The run may be walked here or anywhere, and may move meanwhile. */
    private boolean hasEnded(RunKey run, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        var look = FIRST_LOOK;
        try {
            while (System.nanoTime() < end) {
                pause(run, look);
                if (reads.find(run)
                        .map(RunRecord::state)
                        .orElseThrow(RunIds::missing)
                        .hasEnded()) {
                    return true;
                }
                look = look.compareTo(LAST_LOOK) < 0 ? look.multipliedBy(2) : LAST_LOOK;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void pause(RunKey run, Duration look) throws InterruptedException {
        var done = engine.done(run);
        if (done == null) {
            Thread.sleep(look);
            return;
        }
        try {
            done.get(LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // it is looked at again all the same
            return;
        }
    }
}
