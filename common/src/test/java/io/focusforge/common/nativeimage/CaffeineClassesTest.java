package io.focusforge.common.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaffeineClassesTest {
    @Test
    void knowsTheClassesOfAllKindsOfCachesThatTheSuiteMakes() {
        var kinds = Stream.of(
                Caffeine.newBuilder().maximumSize(1),
                Caffeine.newBuilder().maximumSize(1).expireAfterAccess(Duration.ofMinutes(1)),
                Caffeine.newBuilder().maximumSize(1).expireAfterWrite(Duration.ofMinutes(1)),
                Caffeine.newBuilder().maximumSize(1).expireAfter(Expiry.creating((k, v) -> Duration.ofMinutes(1))),
                Caffeine.newBuilder()
                        .maximumWeight(1)
                        .weigher((k, v) -> 1)
                        .expireAfter(Expiry.creating((k, v) -> Duration.ofMinutes(1))),
                Caffeine.newBuilder()
                        .maximumSize(1)
                        .recordStats()
                        .refreshAfterWrite(Duration.ofMinutes(1))
                        .expireAfterWrite(Duration.ofMinutes(2)));
        assertThat(kinds.map(builder -> builder.build(key -> key)).map(CaffeineClassesTest::kind))
                .isSubsetOf(CaffeineClasses.names());
    }

    /** A cache's map is of the class whose name was put together. */
    private static String kind(Cache<?, ?> view) {
        return view.asMap().getClass().getName();
    }
}
