package io.focusforge.common.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "orchestrator"))
class IdempotencyStoreTest {
    @Inject
    TenantDatabase database;

    @Inject
    IdempotencyStore store;

    @Inject
    IdempotencyConfig config;

    private final Caller caller = new Caller(Ids.next(), Ids.next(), Set.of(), null);

    @Test
    void givesTheFirstAnswerAgain() {
        var resource = Ids.next();
        var answer = new StoredAnswer(201, "/api/v1/tasks/1", "{\"id\": 1}");
        assertThat(claim(caller, key("k", "body"), resource)).isEqualTo(new Claim.First());
        store.answer(caller, key("k", "body"), answer);
        assertThat(claim(caller, key("k", "body"), Ids.next()))
                .isEqualTo(new Claim.Replay(resource, Optional.of(answer)));
    }

    @Test
    void rejectsAnotherBodyUnderTheSameKey() {
        claim(caller, key("k", "body"), Ids.next());
        assertRefused("idempotency_key_reused", () -> claim(caller, key("k", "other"), Ids.next()));
    }

    @Test
    void rejectsARepetitionWhileTheFirstIsRunning() {
        claim(caller, key("k", "body"), Ids.next());
        assertRefused("idempotency_in_progress", () -> claim(caller, key("k", "body"), Ids.next()));
    }

    @Test
    void takesAFirstRequestThatNeverAnsweredForDead() {
        var later = new IdempotencyStore(database, config, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(31)));
        var resource = Ids.next();
        claim(caller, key("k", "body"), resource);
        var claim = database.inTransaction(
                caller.tenant(), connection -> later.claim(connection, caller, key("k", "body"), Ids.next()));
        assertThat(claim).isEqualTo(new Claim.Replay(resource, Optional.empty()));
    }

    @Test
    void forgetsAKeyWhoseEffectWasRolledBack() {
        assertThatThrownBy(() -> database.inTransaction(caller.tenant(), connection -> {
                    store.claim(connection, caller, key("k", "body"), Ids.next());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(claim(caller, key("k", "body"), Ids.next())).isEqualTo(new Claim.First());
    }

    @Test
    void keepsTenantsAndUsersApart() {
        claim(caller, key("k", "body"), Ids.next());
        for (var other : new Caller[] {
            new Caller(Ids.next(), caller.user(), Set.of(), null),
            new Caller(caller.tenant(), Ids.next(), Set.of(), null)
        }) {
            assertThat(claim(other, key("k", "body"), Ids.next())).isEqualTo(new Claim.First());
        }
    }

    @Test
    void purgesKeysPastTheRetention() {
        claim(caller, key("k", "body"), Ids.next());
        new IdempotencyStore(database, config, Clock.offset(Clock.systemUTC(), Duration.ofHours(25))).purge();
        assertThat(claim(caller, key("k", "body"), Ids.next())).isEqualTo(new Claim.First());
    }

    @Test
    void rejectsAKeyThatIsNotOne() {
        for (var header : new String[] {"", "a b", "ä", "x".repeat(256)}) {
            assertRefused("invalid_idempotency_key", () -> key(header, "body"));
        }
        assertThat(IdempotencyKey.of(null, "POST /", new byte[0])).isEmpty();
    }

    private Claim claim(Caller who, IdempotencyKey key, UUID resource) {
        return database.inTransaction(who.tenant(), connection -> store.claim(connection, who, key, resource));
    }

    private static IdempotencyKey key(String header, String body) {
        return IdempotencyKey.of(header, "POST /api/v1/tasks", body.getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code().code()).isEqualTo(code));
    }
}
