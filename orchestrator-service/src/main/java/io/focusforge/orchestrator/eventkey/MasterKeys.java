package io.focusforge.orchestrator.eventkey;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/** The keys of the service, with which those of users are wrapped, so that a copy of the database alone opens nothing. */
@ApplicationScoped
class MasterKeys {
    private static final Logger LOG = Logger.getLogger(MasterKeys.class);
    private static final String NONE = "";

    /** @param master empty for a key that is not wrapped */
    record Wrapped(String master, byte[] content) {}

    private final Map<String, SecretKey> masters = new LinkedHashMap<>();

    MasterKeys(EventKeyConfig config) {
        config.masters().orElse(List.of()).forEach(this::add);
    }

    void start(@Observes StartupEvent event) {
        if (masters.isEmpty()) {
            LOG.info("focusforge.event-keys.masters is not set: users' keys are kept as they are beside the events");
        }
    }

    Wrapped wrap(UUID tenant, UUID user, byte[] key) {
        return masters.entrySet().stream()
                .findFirst()
                .map(master -> new Wrapped(master.getKey(), Sealed.seal(master.getValue(), owner(tenant, user), key)))
                .orElse(new Wrapped(NONE, key));
    }

    byte[] unwrap(UUID tenant, UUID user, Wrapped key) {
        if (key.master().equals(NONE)) {
            return key.content();
        }
        var master = masters.get(key.master());
        if (master == null) {
            throw new IllegalStateException("there is no master key '" + key.master() + "'");
        }
        return Sealed.open(master, owner(tenant, user), key.content());
    }

    private void add(String named) {
        var parts = named.split(":", 2);
        masters.put(parts[0], new SecretKeySpec(Base64.getDecoder().decode(parts[1]), "AES"));
    }

    private static byte[] owner(UUID tenant, UUID user) {
        return ByteBuffer.allocate(2 * Long.BYTES * 2)
                .putLong(tenant.getMostSignificantBits())
                .putLong(tenant.getLeastSignificantBits())
                .putLong(user.getMostSignificantBits())
                .putLong(user.getLeastSignificantBits())
                .array();
    }
}
