package io.focusforge.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class ClaimedHeaderTest {
    @Test
    void whatClaimsToBeSomebodyIsDroppedAndWishesStay() {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Tenant-Id", "a")
                .add("x-tenant-id", "b")
                .add("X-Forwarded-For", "10.0.0.1")
                .add("Forwarded", "for=10.0.0.1")
                .add("True-Client-IP", "10.0.0.1")
                .add("X-FocusForge-Cost", "0")
                .add("x-focusforge-priority", "low")
                .add("traceparent", "00-1")
                .add("Content-Type", "application/json");
        ClaimedHeader.drop(headers);
        assertThat(headers.names()).containsExactlyInAnyOrder("x-focusforge-priority", "traceparent", "Content-Type");
    }
}
