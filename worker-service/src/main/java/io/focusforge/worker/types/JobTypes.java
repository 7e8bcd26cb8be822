package io.focusforge.worker.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All kinds of jobs as they are shown; each is described when somebody asks for it first. */
@ApplicationScoped
class JobTypes {
    private final Handlers handlers;
    private final Schemas schemas;
    private final Map<String, JobTypeView> described = new ConcurrentHashMap<>();

    JobTypes(Handlers handlers, Schemas schemas) {
        this.handlers = handlers;
        this.schemas = schemas;
    }

    /** By name. */
    List<JobTypeView> list() {
        return handlers.types().stream()
                .sorted(Comparator.comparing(JobType::name))
                .map(this::view)
                .toList();
    }

    Optional<JobTypeView> find(String name) {
        return handlers.type(name).map(this::view);
    }

    private JobTypeView view(JobType<?> type) {
        return described.computeIfAbsent(type.name(), name -> describe(type));
    }

    private JobTypeView describe(JobType<?> type) {
        return new JobTypeView(
                type.name(),
                type.publicType() ? "client" : "service",
                defaults(type.defaults()),
                input(type),
                type.output() == null ? null : schemas.of(type.output()));
    }

    private JsonNode input(JobType<?> type) {
        var schema = schemas.of(type.input());
        type.secrets().stream()
                .map(secret -> schema.path("properties").path(secret))
                .filter(ObjectNode.class::isInstance)
                .forEach(field -> ((ObjectNode) field).put("writeOnly", true));
        return schema;
    }

    private static JobTypeView.Defaults defaults(JobType.Defaults defaults) {
        return new JobTypeView.Defaults(
                defaults.queue(),
                defaults.priority(),
                defaults.maxAttempts(),
                defaults.timeout().toString(),
                retry(defaults.backoff()));
    }

    private static JobTypeView.Retry retry(RetryPolicy backoff) {
        return new JobTypeView.Retry(backoff.base().toString(), backoff.cap().toString());
    }
}
