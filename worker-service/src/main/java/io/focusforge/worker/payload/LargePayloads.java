package io.focusforge.worker.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.objects.ObjectStoreException;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.handler.Payloads;
import io.focusforge.worker.job.JobKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Reads payloads, wherever they are. */
@ApplicationScoped
public class LargePayloads {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ObjectStore objects;
    private final Payloads payloads;
    private final PayloadStore store;
    private final TenantDatabase database;
    private final Semaphore checks;

    LargePayloads(
            ObjectStore objects,
            Payloads payloads,
            PayloadStore store,
            TenantDatabase database,
            PayloadsConfig config) {
        this.objects = objects;
        this.payloads = payloads;
        this.store = store;
        this.database = database;
        this.checks = new Semaphore(config.checks());
    }

    /**
     * Checks that the payload is the input of this type, and one that this caller may ask for. One of somebody else is not there.
     *
     * @return what is stored in place of the payload
     */
    public String check(Caller caller, JobType<?> type, UUID id) throws JsonProcessingException {
        var ref = new PayloadRef(id);
        if (!database.read(caller.tenant(), connection -> store.isKept(connection, caller, ref))) {
            throw unknown();
        }
        if (!checks.tryAcquire()) {
            throw new ProblemException(ErrorCode.OVERLOADED, "Too many payloads are being checked. Try again.")
                    .retryAfter(RETRY_AFTER);
        }
        try {
            Payloads.requireAllowed(caller, read(type, caller.tenant(), ref));
            return ref.asPayload();
        } catch (ObjectStoreException e) {
            throw Uploads.unavailable(e);
        } finally {
            checks.release();
        }
    }

    /**
     * Reads what was checked when it was accepted.
     *
     * @throws ObjectStoreException when a payload cannot be read now, but perhaps later
     */
    public <I> I read(JobType<I> type, JobKey job, String payload) throws JsonProcessingException {
        var ref = PayloadRef.in(payload);
        return ref.isPresent() ? read(type, job.tenant(), ref.get()) : payloads.read(type, payload);
    }

    private <I> I read(JobType<I> type, UUID tenant, PayloadRef ref) throws JsonProcessingException {
        try (var content = objects.open(ref.key(tenant)).orElseThrow(LargePayloads::unknown)) {
            return parse(type, content);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new ObjectStoreException("cannot read a payload", e);
        }
    }

    private <I> I parse(JobType<I> type, InputStream content) throws IOException {
        try {
            return payloads.read(type, content);
        } catch (JsonMappingException e) {
            e.prependPath(type, Payloads.FIELD);
            throw e;
        }
    }

    static ProblemException unknown() {
        return ProblemException.invalid("payloadRef", "is not the reference of a payload that you have uploaded");
    }
}
