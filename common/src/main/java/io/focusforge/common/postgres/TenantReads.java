package io.focusforge.common.postgres;

import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;
import java.util.function.Function;

/** A server that can be read from: the primary, or one that follows it. Blocking: call it on a virtual thread. */
public interface TenantReads {
    /** Reads with one round trip: begin, query and commit are sent together. {@code work} changes nothing. */
    <T> T read(UUID tenant, Function<SqlConnection, T> work);
}
