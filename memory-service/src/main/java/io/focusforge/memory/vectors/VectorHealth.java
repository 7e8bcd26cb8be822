package io.focusforge.memory.vectors;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says how vectors are searched. It is never the reason not to be ready: whether Postgres answers is asked elsewhere. */
@Readiness
@ApplicationScoped
class VectorHealth implements HealthCheck {
    private final VectorKind kind;

    VectorHealth(VectorKind kind) {
        this.kind = kind;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("vectors").up();
        try {
            return response.withData("kind", kind.vectors().kind()).build();
        } catch (RuntimeException e) {
            return response.withData("kind", "unknown").build();
        }
    }
}
