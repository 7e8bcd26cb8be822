package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams are kept and never thrown out; a cache is neither. */
class RedisUsesTest {
    private static final Manifests BOTH = Chart.render("{}");

    @Test
    void streamsAreKeptOnDiskAndRefuseWhenFull() {
        assertThat(settings(BOTH, "-redis-streams"))
                .contains("maxmemory-policy noeviction", "appendonly yes", "maxmemory 384mb");
        assertThat(claims(BOTH, "-redis-streams")).isOne();
    }

    @Test
    void cacheForgetsAndHasNoDisk() {
        assertThat(settings(BOTH, "-redis-cache")).contains("maxmemory-policy allkeys-lfu", "appendonly no");
        assertThat(claims(BOTH, "-redis-cache")).isZero();
    }

    @Test
    void oneServerForBothIsAsForStreams() {
        var one = Chart.render("{redis: {separate: false}}");
        assertThat(settings(one, "-redis")).contains("maxmemory-policy noeviction", "appendonly yes");
        assertThat(claims(one, "-redis")).isOne();
    }

    private static Stream<String> settings(Manifests manifests, String name) {
        return manifests.get("ConfigMap", name).at("/data/redis.conf").asText().lines();
    }

    private static int claims(Manifests manifests, String name) {
        return manifests
                .get("StatefulSet", name)
                .at("/spec/volumeClaimTemplates")
                .size();
    }
}
