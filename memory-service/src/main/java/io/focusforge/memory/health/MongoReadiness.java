package io.focusforge.memory.health;

import com.mongodb.client.MongoClient;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Asks MongoDB for a sign of life, over the same connections as everything else. */
@Readiness
@ApplicationScoped
class MongoReadiness implements HealthCheck {
    private final MongoClient client;
    private final String database;

    MongoReadiness(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.client = client;
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("MongoDB");
        try {
            client.getDatabase(database).runCommand(new Document("ping", 1));
            return response.up().build();
        } catch (RuntimeException e) {
            return response.down().build();
        }
    }
}
