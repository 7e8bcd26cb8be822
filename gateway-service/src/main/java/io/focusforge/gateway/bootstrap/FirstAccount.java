package io.focusforge.gateway.bootstrap;

import io.focusforge.common.apikey.PresentedKey;
import io.focusforge.common.apikey.SecretHash;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.AllowedModels;
import io.focusforge.common.identity.Scopes;
import io.focusforge.gateway.apikey.ApiKey;
import io.focusforge.gateway.apikey.ApiKeyStore;
import io.focusforge.gateway.resource.Rows;
import io.focusforge.gateway.tenant.Tenant;
import io.focusforge.gateway.tenant.TenantStore;
import io.focusforge.gateway.user.User;
import io.focusforge.gateway.user.UserStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The tenant {@code default}, its user {@code admin}, and the user's key with all scopes. */
@ApplicationScoped
class FirstAccount {
    private static final long LOCK = 0x666f637573L;

    private final TenantStore tenants;
    private final UserStore users;
    private final ApiKeyStore keys;
    private final Clock clock;

    FirstAccount(TenantStore tenants, UserStore users, ApiKeyStore keys, Clock clock) {
        this.tenants = tenants;
        this.users = users;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The file is written before the transaction commits: whoever dies between leaves a file whose key the next start takes.
     *
     * @return the key, or empty when an account was there
     */
    Optional<PresentedKey> create(SqlConnection connection, Optional<KeyFile> file) {
        Rows.execute(connection, "SELECT 1 FROM pg_advisory_xact_lock($1)", Tuple.of(LOCK));
        if (!tenants.isEmpty(connection)) {
            return Optional.empty();
        }
        var present = file.flatMap(KeyFile::read);
        var key = present.orElseGet(() -> PresentedKey.generate(Ids.next()));
        insert(connection, key);
        if (present.isEmpty()) {
            file.ifPresent(missing -> missing.write(key));
        }
        return Optional.of(key);
    }

    private void insert(SqlConnection connection, PresentedKey presented) {
        var now = clock.instant();
        var tenant = new Tenant(Ids.next(), "default", now);
        var user = new User(tenant.id(), Ids.next(), "admin", null, now);
        var key = new ApiKey(
                tenant.id(),
                presented.id(),
                user.id(),
                "first key",
                Scopes.administrator(),
                null,
                AllowedModels.ALL,
                now,
                null,
                null);
        tenants.insert(connection, tenant);
        users.insert(connection, user);
        keys.insert(connection, key, SecretHash.of(presented.secret()));
    }
}
