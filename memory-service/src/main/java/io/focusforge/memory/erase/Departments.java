package io.focusforge.memory.erase;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Forgetting;
import io.focusforge.common.erasure.Forgotten;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** The services as those who keep data of people. This one is asked without a detour. */
@ApplicationScoped
class Departments {
    private static final Logger LOG = Logger.getLogger(Departments.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final UUID NOBODY = new UUID(0, 0);

    private final Forgetting ownPart;
    private final ServiceClient client;
    private final ObjectMapper json;

    Departments(Forgetting ownPart, ServiceClient client, ObjectMapper json) {
        this.ownPart = ownPart;
        this.client = client;
        this.json = json;
    }

    /** @throws ProblemException {@code unavailable}, when the service cannot be asked now */
    Forgotten forget(Service service, DataSubject who) {
        return service == Service.MEMORY ? ownPart.step(who) : ask(service, who);
    }

    private Forgotten ask(Service service, DataSubject who) {
        var path = "/internal/subjects/" + who.user() + "/erasure";
        var caller = new Caller(who.tenant(), NOBODY, Set.of(Scopes.INTERNAL), "internal");
        try {
            return read(client.send(ServiceCall.post(service, path, caller, Buffer.buffer("{}"), TIMEOUT))
                    .join());
        } catch (IOException | CompletionException e) {
            LOG.warnf("%s-service cannot be asked to forget somebody, trying again: %s", service.key(), e);
            throw new ProblemException(ErrorCode.UNAVAILABLE, "A service that has to erase something is away.")
                    .retryAfter(RETRY_AFTER);
        }
    }

    private Forgotten read(ServiceAnswer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException("it answered " + answer.status());
        }
        return json.readValue(answer.body().getBytes(), Forgotten.class);
    }
}
