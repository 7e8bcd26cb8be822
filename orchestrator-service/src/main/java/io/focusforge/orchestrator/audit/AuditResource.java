package io.focusforge.orchestrator.audit;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.orchestrator.eventfeed.FeedCursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what, of all users of the caller's tenant. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.AUDIT_READ)
@RunOnVirtualThread
@Tag(name = "events")
public class AuditResource {
    private final AuditStore store;
    private final CurrentCaller caller;

    AuditResource(AuditStore store, CurrentCaller caller) {
        this.store = store;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Who did what, newest first",
            description = "It shows that something was done, never its content.")
    public Page<AuditEntry> list(@BeanParam AuditQuery query) {
        var filter = query.toFilter();
        var limit = Page.limit(query.limit());
        var rows = store.list(caller.get().tenant(), filter, query.before(filter), limit);
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, limit);
        return new Page<>(
                items, FeedCursor.encode(filter.number(), items.getLast().position()));
    }
}
