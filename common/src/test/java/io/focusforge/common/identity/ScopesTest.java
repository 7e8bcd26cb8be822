package io.focusforge.common.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopesTest {
    @Test
    void adminIncludesWriteAndWriteIncludesRead() {
        assertThat(Scopes.expand(List.of("keys:admin", "tasks:write", "jobs:read")))
                .containsExactly("jobs:read", "keys:admin", "keys:read", "keys:write", "tasks:read", "tasks:write");
    }

    @Test
    void aKeyIsNeverGrantedTheInternalScope() {
        assertThat(Scopes.isGrantable(Scopes.INTERNAL)).isFalse();
        assertThat(Scopes.isGrantable("tasks:write")).isTrue();
        assertThat(List.of("tasks", "tasks:", "tasks:own", "tasks:write:all", "other:read"))
                .noneMatch(Scopes::isGrantable);
    }
}
