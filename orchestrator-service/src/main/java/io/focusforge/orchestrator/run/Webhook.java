package io.focusforge.orchestrator.run;

import java.util.UUID;

/** Who is told when a run has ended: a URL, or an endpoint of the caller with a secret of its own. */
public record Webhook(String url, UUID endpointId) {
    public Webhook {
        if ((url == null) == (endpointId == null)) {
            throw new IllegalArgumentException("a webhook has either a url or an endpointId");
        }
    }
}
