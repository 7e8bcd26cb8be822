package io.focusforge.common.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in an executable for code of a library: a new version must not be without it. */
class SubstitutionsTest {
    @ParameterizedTest
    @ValueSource(
            classes = {NoCommonRuntime.class, DescriptionsWhenAsked.AtStart.class, DescriptionsWhenAsked.WhenAsked.class
            })
    void standForMembersThatTheLibraryHas(Class<?> substitution) throws ReflectiveOperationException {
        var library = replaced(substitution);
        assertThat(named(substitution.getDeclaredMethods()))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(library.getDeclaredMethods()).anyMatch(other -> alike(method, other)));
        assertThat(named(substitution.getDeclaredFields()))
                .allSatisfy(field -> assertThat(library.getDeclaredFields()).anyMatch(other -> alike(field, other)));
    }

    private static Class<?> replaced(Class<?> substitution) throws ClassNotFoundException {
        var target = substitution.getAnnotation(TargetClass.class);
        return target.value() == TargetClass.class
                ? Class.forName(target.className(), false, substitution.getClassLoader())
                : target.value();
    }

    private static <T extends AccessibleObject> Stream<T> named(T[] members) {
        return Arrays.stream(members)
                .filter(member ->
                        member.isAnnotationPresent(Substitute.class) || member.isAnnotationPresent(Alias.class));
    }

    private static boolean alike(Method one, Method other) {
        return one.getName().equals(other.getName())
                && one.getReturnType() == other.getReturnType()
                && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }

    private static boolean alike(Field one, Field other) {
        return one.getName().equals(other.getName()) && one.getType() == other.getType();
    }
}
