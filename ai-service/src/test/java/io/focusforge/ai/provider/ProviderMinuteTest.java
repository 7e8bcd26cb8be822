package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.ai.provider.ProviderMinute.Taken;
import io.focusforge.ai.provider.SharedMinutes.Minute;
import io.focusforge.ai.provider.SharedMinutes.Reply;
import io.focusforge.ai.step.Waiting;
import io.focusforge.ai.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderMinuteTest {
    private final Others others = new Others();
    private final ProviderMinute minute = new ProviderMinute("p", new Minute(4, 100), others, new MutableClock());

    @Test
    void goesByWhatAllHaveTakenTogether() {
        assertThat(Waiting.until(minute.take(30))).isEqualTo(new Taken(30, 7L));
        others.reply = new Reply.UsedUp("requests-per-minute", Duration.ofSeconds(9));
        assertThatThrownBy(() -> Waiting.until(minute.take(1)))
                .isInstanceOfSatisfying(UpstreamFailure.class, failure -> assertThat(failure.retryAfter())
                        .contains(Duration.ofSeconds(9)));
    }

    @Test
    void tellsTheOthersWhatWasUsed() {
        minute.used(Waiting.until(minute.take(30)), 12);
        minute.used(Waiting.until(minute.take(30)), 30);
        assertThat(others.corrected).containsExactly(-18L);
    }

    @Test
    void hasItsShareWhenTheOthersCannotBeAsked() {
        others.reply = new Reply.Away(2);
        Waiting.until(minute.take(30));
        assertThatThrownBy(() -> Waiting.until(minute.take(30))).hasMessageContaining("tokens-per-minute");
        Waiting.until(minute.take(20));
        assertThatThrownBy(() -> Waiting.until(minute.take(0))).hasMessageContaining("requests-per-minute");
        assertThat(others.corrected).isEmpty();
    }

    @Test
    void whatItTookWithTheOthersCountsAgainstItsShare() {
        Waiting.until(minute.take(30));
        Waiting.until(minute.take(10));
        others.reply = new Reply.Away(2);
        assertThatThrownBy(() -> Waiting.until(minute.take(1))).hasMessageContaining("requests-per-minute");
    }

    @Test
    void asksNobodyWhereThereIsNoLimit() {
        others.reply = null;
        var free = new ProviderMinute("p", new Minute(0, 0), others, new MutableClock());
        free.used(Waiting.until(free.take(1_000_000)), 5);
        assertThat(others.corrected).isEmpty();
    }

    private static final class Others implements SharedMinutes {
        private final List<Long> corrected = new ArrayList<>();
        private Reply reply = new Reply.Taken(7);

        @Override
        public Future<Reply> take(String provider, Minute limits, long tokens) {
            return Future.succeededFuture(reply);
        }

        @Override
        public void correct(String provider, long second, long more) {
            assertThat(second).isEqualTo(7);
            corrected.add(more);
        }
    }
}
