package io.focusforge.orchestrator.runstore;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.RunKey;
import java.util.Set;
import java.util.UUID;

/** A signal that was sent to a run. Ids are in the order of sending. @param scopes that its sender had */
public record StoredSignal(
        RunKey run, UUID id, String name, JsonNode data, UUID sender, Set<String> scopes, boolean used) {
    /** @param right null for nobody but the owner */
    public boolean mayWake(String right, UUID owner) {
        return right == null ? sender.equals(owner) : scopes.contains(right);
    }
}
