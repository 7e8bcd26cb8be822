package io.focusforge.ai.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.ai.testing.MutableClock;
import io.focusforge.common.apikey.HashedKey;
import io.focusforge.common.apikey.KeyRefusal;
import io.focusforge.common.apikey.PresentedKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final MutableClock clock = new MutableClock();
    private final HashedKey key = PresentedKey.generate(UUID.randomUUID()).hashed();
    private final Caller caller =
            new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(Scopes.MODELS_WRITE), null, key.id()).uncounted(60);
    private final Deque<Runnable> underWay = new ArrayDeque<>();
    private Supplier<Exchanged> gateway = () -> new Exchanged.Admitted(caller, null, REMEMBERED);
    private int signed;

    private final KeyRing ring = new KeyRing(
            asked -> gateway.get(),
            who -> "Bearer " + ++signed,
            underWay::add,
            KeyConfigTest.read(Map.of("gateway-away", "60S", "max-lookups", "2")),
            clock);

    @Test
    void asksOnceForAllWhoComeAtTheSameTime() {
        var first = ring.find(key);
        var second = ring.find(key);
        assertThat(underWay).hasSize(1);
        finish();
        assertThat(first.join()).isEqualTo(second.join()).isInstanceOf(Held.Answer.Taken.class);
    }

    @Test
    void aKeyInUseIsAskedAboutAgainWhileItsCallersGoOn() {
        find();
        clock.advance(Duration.ofSeconds(2));
        assertThat(ring.known(key)).isPresent();
        assertThat(underWay).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ring.known(key)).isPresent();
        finish();
        clock.advance(Duration.ofSeconds(4));
        assertThat(ring.known(key)).isPresent();
    }

    @Test
    void aRevokedKeyIsRefusedAsSoonAsWhatWasSaidOfItIsTooOld() {
        find();
        gateway = () -> new Exchanged.Refused(KeyRefusal.REVOKED, REMEMBERED);
        clock.advance(REMEMBERED);
        assertThat(ring.known(key)).isEmpty();
        assertThat(find()).isEqualTo(new Held.Answer.Refused(KeyRefusal.REVOKED));
        assertThat(ring.known(key)).contains(new Held.Answer.Refused(KeyRefusal.REVOKED));
    }

    @Test
    void aKeyExpiresWithoutAWordFromTheGateway() {
        var end = clock.instant().plusSeconds(1);
        gateway = () -> new Exchanged.Admitted(caller, end, REMEMBERED);
        find();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ring.known(key)).contains(new Held.Answer.Refused(KeyRefusal.expired(end)));
    }

    @Test
    void whileTheGatewayIsAwayKnownKeysGoOnForAWhileWithNewTokens() {
        var before = taken(find());
        goAway();
        Held.Answer.Taken last = null;
        for (var second = 0; second < 60; second += 5) {
            clock.advance(REMEMBERED);
            if (second < 55) {
                last = taken(find());
            }
        }
        assertThat(last.counted().caller()).isEqualTo(before.counted().caller());
        assertThat(last.counted().bearer()).isNotEqualTo(before.counted().bearer());
        refuses(ring.find(key), ErrorCode.UNAVAILABLE);
    }

    @Test
    void aRevocationCountsAsSoonAsTheGatewayIsBack() {
        find();
        goAway();
        clock.advance(REMEMBERED);
        find();
        gateway = () -> new Exchanged.Refused(KeyRefusal.REVOKED, REMEMBERED);
        clock.advance(Duration.ofSeconds(3));
        assertThat(ring.known(key)).isPresent();
        finish();
        assertThat(ring.known(key)).contains(new Held.Answer.Refused(KeyRefusal.REVOKED));
    }

    @Test
    void whoIsNotKnownIsNotLetInWhileTheGatewayIsAway() {
        gateway = () -> new Exchanged.Refused(KeyRefusal.UNKNOWN, REMEMBERED);
        find();
        goAway();
        clock.advance(REMEMBERED);
        refuses(ring.find(key), ErrorCode.UNAVAILABLE);
        refuses(stranger(), ErrorCode.UNAVAILABLE);
    }

    @Test
    void oneKeyWithAnotherSecretIsAnotherKey() {
        find();
        assertThat(ring.known(PresentedKey.generate(key.id()).hashed())).isEmpty();
    }

    @Test
    void strangersAreShedWhenThereAreTooManyAndKnownKeysAreNot() {
        find();
        clock.advance(REMEMBERED);
        var strangers = List.of(stranger(), stranger());
        assertThat(stranger()).isCompletedExceptionally();
        var known = ring.find(key);
        finish();
        assertThat(known).isCompletedWithValueMatching(Held.Answer.Taken.class::isInstance);
        assertThat(strangers).allMatch(CompletableFuture::isDone);
        assertThat(stranger()).isNotDone();
    }

    private CompletableFuture<Held.Answer> stranger() {
        return ring.find(PresentedKey.generate(UUID.randomUUID()).hashed());
    }

    private Held.Answer find() {
        var found = ring.find(key);
        finish();
        return found.join();
    }

    private static Held.Answer.Taken taken(Held.Answer answer) {
        return (Held.Answer.Taken) answer;
    }

    private void goAway() {
        gateway = () -> {
            throw new Exchanged.Away("test");
        };
    }

    private void finish() {
        for (var task = underWay.poll(); task != null; task = underWay.poll()) {
            task.run();
        }
    }

    private void refuses(CompletableFuture<Held.Answer> answer, ErrorCode code) {
        finish();
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.retryAfter()).isPresent();
                });
    }
}
