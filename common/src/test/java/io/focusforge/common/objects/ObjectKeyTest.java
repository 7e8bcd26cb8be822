package io.focusforge.common.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
    private static final UUID TENANT = new UUID(0, 1);

    @Test
    void beginsWithItsTenant() {
        assertThat(ObjectKey.of("events", TENANT, "date=2026-11-21", "hour=07", "part-3.ndjson.gz")
                        .path())
                .isEqualTo(
                        "events/tenant=00000000-0000-0000-0000-000000000001/date=2026-11-21/hour=07/part-3.ndjson.gz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "a/b",
                "a\\b",
                ".hidden",
                "-x",
                "a b",
                "%2e%2e",
                "caf\u00e9",
                "a\u0000",
                "a\n"
            })
    void takesNoSegmentThatCouldLeadElsewhere(String segment) {
        assertThatThrownBy(() -> ObjectKey.of("things", TENANT, "a", segment))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ObjectKey.of(segment, TENANT, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNotWithoutATenantOrAName() {
        assertThatThrownBy(() -> ObjectKey.of("things", null, "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ObjectKey("things", TENANT, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
