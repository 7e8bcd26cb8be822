package io.focusforge.worker.handler;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All handlers, by the name of their type. */
@ApplicationScoped
public class Handlers {
    private final Map<String, JobHandler<?>> byType;

    Handlers(@All List<JobHandler<?>> handlers) {
        this.byType = handlers.stream()
                .collect(Collectors.toUnmodifiableMap(handler -> handler.type().name(), Function.identity()));
    }

    public Optional<JobHandler<?>> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    public Optional<JobType<?>> type(String name) {
        return find(name).map(JobHandler::type);
    }

    /** Refuses who may not do what a job of this type does. */
    public void requireScopes(Caller caller, JobType<?> type) {
        byType.get(type.name()).scopes().stream()
                .filter(scope -> !caller.may(scope))
                .findFirst()
                .ifPresent(scope -> {
                    throw new ProblemException(
                            ErrorCode.FORBIDDEN, "A job of type " + type.name() + " needs the scope " + scope + ".");
                });
    }

    /** The names that clients may use, sorted. */
    public List<String> publicTypes() {
        return byType.values().stream()
                .map(JobHandler::type)
                .filter(JobType::publicType)
                .map(JobType::name)
                .sorted()
                .toList();
    }

    public List<JobType<?>> types() {
        return byType.values().stream().<JobType<?>>map(JobHandler::type).toList();
    }
}
