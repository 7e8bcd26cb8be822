package io.focusforge.ai.provider;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.Secret;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether two providers are configured alike, keys included; two secrets with the same content are not equal by themselves. */
@RegisterForReflection(targets = {ProviderConfig.class, ProviderConfig.Price.class})
final class SameSettings {
    private SameSettings() {}

    static boolean of(ProviderConfig one, ProviderConfig other) {
        return settings(ProviderConfig.class, one).equals(settings(ProviderConfig.class, other));
    }

    private static Map<String, Object> settings(Class<?> type, Object config) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .collect(Collectors.toMap(Method::getName, method -> comparable(read(method, config))));
    }

    private static Object comparable(Object value) {
        return switch (value) {
            case Secret<?> secret -> String.valueOf(secret.get());
            case Optional<?> optional -> optional.map(SameSettings::comparable);
            case Collection<?> many ->
                many.stream().map(SameSettings::comparable).toList();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> comparable(entry.getValue())));
            case ProviderConfig.Price price -> settings(ProviderConfig.Price.class, price);
            default -> value;
        };
    }

    private static Object read(Method method, Object config) {
        try {
            return method.invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.getName(), e);
        }
    }
}
