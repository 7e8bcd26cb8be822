package io.focusforge.gateway.bootstrap;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.identity.TokenMinter;
import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jboss.logging.Logger;

/** Runs before the first request: makes the first key if there is none, and sees that tokens can be signed. */
@ApplicationScoped
class Bootstrap {
    private static final Logger LOG = Logger.getLogger(Bootstrap.class);

    private final TenantDatabase database;
    private final FirstAccount account;
    private final BootstrapConfig config;
    private final TokenMinter minter;

    Bootstrap(TenantDatabase database, FirstAccount account, BootstrapConfig config, TokenMinter minter) {
        this.database = database;
        this.account = account;
        this.config = config;
        this.minter = minter;
    }

    void start(@Observes StartupEvent event) {
        minter.bearer(new Caller(Ids.next(), Ids.next(), Set.of(Scopes.TASKS_READ), null));
        createFirstAccount();
    }

    void createFirstAccount() {
        var file = config.keyFile().map(KeyFile::new);
        var made = database.acrossTenants(connection -> account.create(connection, file));
        made.ifPresent(key -> file.ifPresentOrElse(
                kept -> LOG.infof("The key of the first user is in %s", kept.path()), () -> show(key.text())));
    }

    /** On standard output and not in the log, which others may keep. */
    private static void show(String key) {
        System.out.printf("%nThe key of the first user, which is shown only once:%n%n    %s%n%n", key);
    }
}
