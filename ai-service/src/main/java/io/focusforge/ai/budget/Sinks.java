package io.focusforge.ai.budget;

import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.outbox.EventStreamSink;
import io.focusforge.common.outbox.OutboxConfig;
import io.focusforge.common.outbox.UnsentJobs;
import io.focusforge.common.outbox.WorkerSink;
import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.redis.client.RedisClientName;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Declares where events and jobs go, and what of them is erased with a person. */
class Sinks {
    @Produces
    @Singleton
    EventStreamSink events(@RedisClientName("streams") Redis redis, TenantDatabase database, OutboxConfig config) {
        return new EventStreamSink(redis, database, config, "ai");
    }

    @Produces
    @Singleton
    WorkerSink jobs(ServiceClient client) {
        return new WorkerSink(client);
    }

    @Produces
    @Singleton
    SubjectData unsentJobs(TenantDatabase database) {
        return new UnsentJobs(database);
    }
}
