package io.focusforge.worker.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.EventStreamSink;
import io.focusforge.common.outbox.OutboxConfig;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobState;
import io.quarkus.redis.client.RedisClientName;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Tells the suite that a job succeeded or died. */
@ApplicationScoped
class JobEvents {
    private static final String SERVICE = "worker-service";

    private final ObjectMapper json;

    JobEvents(ObjectMapper json) {
        this.json = json;
    }

    /** @return empty unless the job has ended */
    Optional<CloudEvent> of(Ending ending, Instant now) {
        return switch (ending.next()) {
            case JobState.Succeeded succeeded -> Optional.of(event("job.succeeded.v1", ending, now));
            case JobState.Dead dead -> Optional.of(event("job.dead.v1", ending, now));
            case JobState.Cancelled cancelled -> Optional.empty();
            case JobState.Waiting waiting -> Optional.empty();
            case JobState.Queued queued -> Optional.empty();
            case JobState.Dispatched dispatched -> Optional.empty();
            case JobState.Running running -> Optional.empty();
        };
    }

    @Produces
    @Singleton
    EventStreamSink sink(@RedisClientName("streams") Redis redis, TenantDatabase database, OutboxConfig config) {
        return new EventStreamSink(redis, database, config, SERVICE);
    }

    private CloudEvent event(String type, Ending ending, Instant now) {
        var held = ending.held();
        return new CloudEvent(
                null,
                Ids.next(),
                SERVICE,
                CloudEvent.TYPE_PREFIX + type,
                held.key().id().toString(),
                now,
                null,
                held.key().tenant(),
                held.traceparent(),
                data(ending));
    }

    /** {@code error} is the code of the last one. */
    private JsonNode data(Ending ending) {
        var held = ending.held();
        return json.createObjectNode()
                .put("type", held.type())
                .put("queue", held.queue())
                .put("attempt", held.attempt())
                .put("error", code(ending.error()));
    }

    private static String code(JobError error) {
        return error == null ? null : error.code();
    }
}
