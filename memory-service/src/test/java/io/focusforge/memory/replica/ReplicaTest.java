package io.focusforge.memory.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.postgres.TenantReads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a replica may answer. */
class ReplicaTest implements Followed {
    private static final Optional<Position> NOTHING = Optional.empty();

    private final Time time = new Time();
    private final Replica replica = new Replica(this, new Settings(), time);
    private long primary = 100;
    private long replayed = 100;
    private boolean primaryIsAway;
    private boolean replicaIsAway;
    private int asked;

    @Test
    void answersWhoMustSeeWhatItHas() {
        assertThat(replica.mayAnswer(at(100))).isTrue();
        assertThat(replica.mayAnswer(at(101))).isFalse();
        replayed = 101;
        time.pass(Duration.ofMillis(6));
        assertThat(replica.mayAnswer(at(101))).isTrue();
    }

    @Test
    void isNotAskedForEachRead() {
        for (var i = 0; i < 10; i++) {
            assertThat(replica.mayAnswer(at(101))).isFalse();
            assertThat(replica.mayAnswer(at(50))).isTrue();
        }
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void answersAnybodyWhileItIsLittleBehind() {
        assertThat(replica.mayAnswer(NOTHING)).isTrue();
        primary = 200;
        time.pass(Duration.ofMillis(900));
        assertThat(replica.mayAnswer(NOTHING)).isTrue();
        time.pass(Duration.ofMillis(200));
        assertThat(replica.mayAnswer(NOTHING)).isFalse();
    }

    // It follows the whole time, and is at no instant where the primary is.
    @Test
    void answersAnybodyThoughItNeverHasTheVeryNewest() {
        assertThat(replica.mayAnswer(NOTHING)).isTrue();
        for (var i = 0; i < 100; i++) {
            time.pass(Duration.ofMillis(50));
            replayed = primary;
            primary += 10;
            assertThat(replica.mayAnswer(NOTHING)).isTrue();
        }
    }

    @Test
    void answersNobodyInParticularWhenThePrimaryDoesNotSayHowFarItIs() {
        primaryIsAway = true;
        assertThat(replica.mayAnswer(NOTHING)).isFalse();
        time.pass(Duration.ofMillis(6));
        assertThat(replica.mayAnswer(at(100))).isTrue();
    }

    @Test
    void isLeftAloneForAWhileWhenItDoesNotSay() {
        replicaIsAway = true;
        assertThat(replica.mayAnswer(at(100))).isFalse();
        replicaIsAway = false;
        time.pass(Duration.ofMillis(1_900));
        assertThat(replica.mayAnswer(at(100))).isFalse();
        assertThat(asked).isEqualTo(1);
        time.pass(Duration.ofMillis(200));
        assertThat(replica.mayAnswer(at(100))).isTrue();
    }

    private static Optional<Position> at(long bytes) {
        return Optional.of(new Position(bytes));
    }

    @Override
    public TenantReads reads() {
        throw new AssertionError("nothing is read here");
    }

    @Override
    public Position replayed() {
        asked++;
        if (replicaIsAway) {
            throw new IllegalStateException("away");
        }
        return new Position(replayed);
    }

    @Override
    public Optional<Position> primary() {
        return primaryIsAway ? Optional.empty() : Optional.of(new Position(primary));
    }

    private record Settings() implements ReplicaConfig {
        @Override
        public Optional<List<String>> urls() {
            return Optional.empty();
        }

        @Override
        public int maxConnections() {
            return 1;
        }

        @Override
        public Duration maxLag() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration checkEvery() {
            return Duration.ofMillis(5);
        }

        @Override
        public Duration patience() {
            return Duration.ofMillis(500);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(2);
        }
    }

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
