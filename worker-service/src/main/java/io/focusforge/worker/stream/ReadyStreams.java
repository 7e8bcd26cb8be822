package io.focusforge.worker.stream;

import static java.util.stream.Collectors.groupingBy;

import io.focusforge.worker.job.JobKey;
import io.quarkus.redis.client.RedisClientName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that is done to the streams, but for the blocking read. Blocking: call it on a virtual thread. */
@ApplicationScoped
public class ReadyStreams {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int SCAN = 10_000;
    private static final int STEAL = 500;
    private static final String SWEEPER = "sweeper";

    private final Redis redis;
    private final Duration timeout;

    @Inject
    ReadyStreams(@RedisClientName("streams") Redis redis) {
        this(redis, TIMEOUT);
    }

    ReadyStreams(Redis redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    /** A reader with a connection of its own; close it. */
    public StreamReader reader(String queue, String consumer) {
        return new StreamReader(connect(), queue, consumer);
    }

    /** The pool gives a connection also to those who have ceased to wait: one that comes too late is given back. */
    private RedisConnection connect() {
        var asked = redis.connect().subscribeAsCompletionStage();
        try {
            return Uni.createFrom().completionStage(asked.copy()).await().atMost(timeout);
        } catch (RuntimeException e) {
            var unused = asked.thenAccept(late -> late.close().subscribe().with(closed -> {}, failure -> {}));
            throw e;
        }
    }

    /** One round trip per queue. */
    public void append(Collection<ReadyJob> jobs) {
        jobs.stream()
                .collect(groupingBy(ReadyJob::queue))
                .values()
                .forEach(ofQueue ->
                        batch(ofQueue.stream().map(ReadyStreams::append).toList()));
    }

    /** Takes messages off for good, those of the pending list too. */
    public void acknowledge(Collection<ReadyMessage> messages) {
        messages.stream().collect(groupingBy(ReadyMessage::stream)).forEach((stream, read) -> {
            var acknowledge = Request.cmd(Command.XACK).arg(stream).arg(StreamNames.GROUP);
            var delete = Request.cmd(Command.XDEL).arg(stream);
            read.forEach(message -> {
                acknowledge.arg(message.entry());
                delete.arg(message.entry());
            });
            batch(List.of(acknowledge, delete));
        });
    }

    /** All jobs that the streams of a queue know, read or unread. */
    public Set<JobKey> jobsIn(String queue) {
        var jobs = new HashSet<JobKey>();
        for (var stream : StreamNames.of(queue)) {
            var entries = send(Request.cmd(Command.XRANGE)
                    .arg(stream)
                    .arg("-")
                    .arg("+")
                    .arg("COUNT")
                    .arg(SCAN));
            Messages.ofStream(stream, entries).forEach(message -> jobs.add(message.job()));
        }
        return jobs;
    }

    /** Takes over what consumers have read this long ago and not acknowledged. */
    public List<ReadyMessage> takeOver(String queue, Duration idle) {
        var messages = new ArrayList<ReadyMessage>();
        for (var stream : StreamNames.of(queue)) {
            var reply = send(Request.cmd(Command.XAUTOCLAIM)
                    .arg(stream)
                    .arg(StreamNames.GROUP)
                    .arg(SWEEPER)
                    .arg(idle.toMillis())
                    .arg("0-0")
                    .arg("COUNT")
                    .arg(STEAL));
            messages.addAll(Messages.ofStream(stream, reply.get(1)));
        }
        return messages;
    }

    /** Removes consumers of processes that are gone. */
    public void forgetConsumers(String queue, Duration idle) {
        for (var stream : StreamNames.of(queue)) {
            var consumers =
                    send(Request.cmd(Command.XINFO).arg("CONSUMERS").arg(stream).arg(StreamNames.GROUP));
            for (var consumer : consumers) {
                if (number(consumer, "pending") == 0 && number(consumer, "idle") > idle.toMillis()) {
                    forget(stream, text(consumer, "name"));
                }
            }
        }
    }

    private void forget(String stream, String consumer) {
        send(Request.cmd(Command.XGROUP)
                .arg("DELCONSUMER")
                .arg(stream)
                .arg(StreamNames.GROUP)
                .arg(consumer));
    }

    private static Request append(ReadyJob job) {
        return Request.cmd(Command.XADD)
                .arg(StreamNames.of(job.queue(), job.priority()))
                .arg("*")
                .arg(Messages.FIELD)
                .arg(Messages.write(job.key()));
    }

    private static long number(Response consumer, String name) {
        return Long.parseLong(text(consumer, name));
    }

    private static String text(Response consumer, String name) {
        if (consumer.isMap()) {
            return consumer.get(name).toString();
        }
        for (var i = 0; i + 1 < consumer.size(); i += 2) {
            if (consumer.get(i).toString().equals(name)) {
                return consumer.get(i + 1).toString();
            }
        }
        throw new IllegalStateException("XINFO CONSUMERS without " + name);
    }

    private Response send(Request request) {
        return redis.send(request).await().atMost(timeout);
    }

    private void batch(List<Request> requests) {
        redis.batch(requests).await().atMost(timeout);
    }
}
