package io.focusforge.local.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where running servers are, and with which passwords; and from that the settings of a service.
 *
 * @param passwords by role: a service's name, or that with {@code _owner}
 * @param keys directory with the signing keys
 */
public record Endpoints(
        PostgresAddress postgres,
        int redisPort,
        String redisPassword,
        int mongoPort,
        Path keys,
        Map<String, String> passwords) {

    /** Which parts of the servers an application uses. */
    public record Share(String postgresDatabase, int cacheDatabase, int streamsDatabase, String mongoDatabase) {
        public static Share of(Service service) {
            return new Share(service.id(), 0, 1, "focusforge");
        }
    }

    public Map<String, String> settings(Service service, Share share) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("focusforge.postgres.url", postgres.url(share.postgresDatabase()));
        settings.put("focusforge.postgres.username", service.id());
        settings.put("focusforge.postgres.password", passwords.get(service.id()));
        settings.put("focusforge.postgres.migration-username", owner(service));
        settings.put("focusforge.postgres.migration-password", passwords.get(owner(service)));
        settings.put("focusforge.redis.cache.url", redisUrl(share.cacheDatabase()));
        settings.put("focusforge.redis.streams.url", redisUrl(share.streamsDatabase()));
        settings.put("focusforge.mongo.url", mongoUrl());
        settings.put("focusforge.mongo.database", share.mongoDatabase());
        settings.put("focusforge.identity.keys", "file:" + keys.resolve("keys.json"));
        settings.put("focusforge.identity.signing-key", signingKey(service).toString());
        return settings;
    }

    public String redisUrl(int database) {
        return "redis://:%s@%s:%d/%d".formatted(redisPassword, Ports.HOST, redisPort, database);
    }

    public String mongoUrl() {
        return "mongodb://%s:%d".formatted(Ports.HOST, mongoPort);
    }

    public Path signingKey(Service service) {
        return keys.resolve(service + ".jwk");
    }

    public static String owner(Service service) {
        return service.id() + "_owner";
    }
}
