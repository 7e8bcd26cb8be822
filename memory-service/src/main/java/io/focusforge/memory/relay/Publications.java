package io.focusforge.memory.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.job.JobRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Events for the webhooks of the users whom their data names, as a job {@code webhook.publish} of the worker. */
@ApplicationScoped
public class Publications {
    private static final String PUBLISH = "webhook.publish";
    private static final UUID NOBODY = new UUID(0, 0);

    private final ObjectMapper json;

    Publications(ObjectMapper json) {
        this.json = json;
    }

    /** @param events all of this tenant */
    public JobRequest of(UUID tenant, List<CloudEvent> events) {
        var payload = json.createObjectNode();
        var list = payload.putArray("events");
        for (var event : events) {
            list.addObject()
                    .put("id", event.id().toString())
                    .put("type", event.type().substring(CloudEvent.TYPE_PREFIX.length()))
                    .put("userId", event.data().path("userId").asText())
                    .set("data", event.data());
        }
        return new JobRequest(Ids.next(), tenant, NOBODY, null, PUBLISH, payload, null, null, null);
    }
}
