package io.focusforge.orchestrator.stepcache;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * What a result stands for.
 *
 * @param user null when all users of the tenant share it
 * @param chain the version of the chain
 * @param input hash of what the step sees, in canonical JSON (RFC 8785)
 */
public record StepKey(UUID tenant, UUID user, String chain, String step, String input) {
    public static StepKey of(UUID tenant, UUID user, String chain, String step, Map<String, JsonNode> scope) {
        return new StepKey(tenant, user, chain, step, hash(scope));
    }

    private static String hash(Map<String, JsonNode> scope) {
        var all = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        all.setAll(scope);
        try {
            var canonical = new JsonCanonicalizer(all.toString()).getEncodedString();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isOf(UUID otherTenant, UUID otherUser) {
        return tenant.equals(otherTenant) && otherUser.equals(user);
    }

    /** What the keys of a user's results look like in Redis. */
    static String allOf(UUID tenant, UUID user) {
        return "ff:{%s}:sc:%s:*".formatted(tenant, user);
    }

    String redis() {
        return redis("sc");
    }

    /** Who works the result out. */
    String lease() {
        return redis("sc-lease");
    }

    private String redis(String kind) {
        return "ff:{%s}:%s:%s:%s:%s:%s".formatted(tenant, kind, user == null ? "all" : user, chain, step, input);
    }
}
