package io.focusforge.common.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.job.JobRequest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keeps events and jobs in the transaction of the change that causes them; the {@link OutboxRelay} tells them afterwards, at
 * least once (Richardson, Transactional outbox, https://microservices.io/patterns/data/transactional-outbox.html).
 */
@ApplicationScoped
public class Outbox {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The most events in one message. */
    private static final int TOGETHER = 100;

    private static final String INSERT = """
            INSERT INTO outbox (tenant_id, id, kind, payload)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])""";

    private final ObjectMapper json;
    private final OutboxSignal signal;

    Outbox(ObjectMapper json, OutboxSignal signal) {
        this.json = json;
        this.signal = signal;
    }

    public OutboxMessage event(CloudEvent event) {
        return new OutboxMessage(event.tenantid(), event.id(), OutboxMessage.Kind.EVENT, write(event));
    }

    /** Many events in few messages, one for each tenant, told in the order given: the price of a row is that of a transaction's events. */
    public List<OutboxMessage> events(Collection<CloudEvent> events) {
        return events.stream()
                .collect(Collectors.groupingBy(CloudEvent::tenantid, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(this::inParts)
                .toList();
    }

    public OutboxMessage job(JobRequest job) {
        return new OutboxMessage(job.tenantId(), job.id(), OutboxMessage.Kind.JOB, write(job));
    }

    /** Part of the caller's transaction. */
    public void add(SqlConnection connection, List<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        messages.stream().map(OutboxMessage::tenant).toArray(UUID[]::new),
                        messages.stream().map(OutboxMessage::id).toArray(UUID[]::new),
                        messages.stream().map(m -> m.kind().column()).toArray(String[]::new),
                        messages.stream().map(OutboxMessage::payload).toArray(String[]::new)))
                .await()
                .atMost(TIMEOUT);
    }

    /** Wakes the relay. Call it after the commit; without it the message goes out at the relay's next look. */
    public void committed() {
        signal.wake();
    }

    private Stream<OutboxMessage> inParts(List<CloudEvent> ofTenant) {
        return IntStream.iterate(0, from -> from < ofTenant.size(), from -> from + TOGETHER)
                .mapToObj(from -> together(ofTenant.subList(from, Math.min(ofTenant.size(), from + TOGETHER))));
    }

    private OutboxMessage together(List<CloudEvent> ofTenant) {
        var first = ofTenant.getFirst();
        var lines = ofTenant.stream().map(this::write).collect(Collectors.joining(OutboxMessage.SEPARATOR));
        return new OutboxMessage(first.tenantid(), first.id(), OutboxMessage.Kind.EVENT, lines);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not representable as JSON", e);
        }
    }
}
