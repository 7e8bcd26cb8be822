package io.focusforge.common.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoCommonRuntimeTest {
    @Test
    void standsForMethodsThatTheClientHas() throws ReflectiveOperationException {
        var replaced = Class.forName(
                "software.amazon.awssdk.checksums.internal.ChecksumProvider",
                false,
                Thread.currentThread().getContextClassLoader());
        assertThat(NoCommonRuntime.class.getDeclaredMethods())
                .filteredOn(method -> !method.isSynthetic())
                .hasSize(3)
                .allSatisfy(
                        method -> assertThat(replaced.getDeclaredMethods()).anyMatch(other -> alike(method, other)));
    }

    private static boolean alike(Method one, Method other) {
        return one.getName().equals(other.getName())
                && one.getReturnType() == other.getReturnType()
                && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }
}
