package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.step.Waiting;
import io.focusforge.common.identity.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LimitBookTest {
    private static final Caller CALLER =
            new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(), null, UUID.randomUUID());

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void doesNotAskADatabaseThatIsAwayForEachCall() {
        var book = new LimitBook(new Away(), LimitsConfigTest.config(Map.of()), Clock.systemUTC());
        var call = new CallScopes(CALLER, "small");
        assertThat(Waiting.until(book.rules(call)))
                .isEqualTo(Waiting.until(book.rules(call)))
                .hasSize(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAgainAfterAChange() {
        var book = new LimitBook(new Away(), LimitsConfigTest.config(Map.of()), Clock.systemUTC());
        var call = new CallScopes(CALLER, "small");
        Waiting.until(book.rules(call));
        book.forget(call.tenant());
        Waiting.until(book.rules(call));
        assertThat(asked).hasValue(2);
    }

    private final class Away extends LimitStore {
        Away() {
            super(null);
        }

        @Override
        List<LimitDefinition> all(UUID tenant) {
            asked.incrementAndGet();
            throw new IllegalStateException("away");
        }
    }
}
