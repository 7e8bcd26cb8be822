package io.focusforge.ai.reload;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SecretKeys;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Reads a table with the same rules as the settings at start: the file is one more source of them, above all others. */
final class TableReader {
    private static final int ABOVE_ALL = 1_000;
    private static final String NOT_SET = " names a variable that is not set";
    private static final Pattern SETTING = Pattern.compile("focusforge\\.ai\\.[^\\s,]+");

    private final List<ConfigSource> others;
    private final ConfigValidator validator;
    private final List<Class<?>> mappings;

    TableReader(List<ConfigSource> others, ConfigValidator validator, List<Class<?>> mappings) {
        this.others = others;
        this.validator = validator;
        this.mappings = mappings;
    }

    SmallRyeConfig read(FileTable table) throws TableProblem {
        var builder = new SmallRyeConfigBuilder()
                .withSources(others)
                .withSources(new PropertiesConfigSource(table.values(), "provider file", ABOVE_ALL))
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withValidator(validator);
        mappings.forEach(mapping -> builder.withMapping(ConfigMappings.ConfigClass.configClass(mapping)));
        try {
            var config = builder.build();
            checkVariables(table, config);
            return config;
        } catch (ConfigValidationException e) {
            throw problem(table, e.getProblem(0).getMessage());
        } catch (NoSuchElementException | IllegalArgumentException e) {
            throw problem(table, String.valueOf(e.getMessage()));
        }
    }

    /** What is optional would silently be without a value. */
    private static void checkVariables(FileTable table, SmallRyeConfig config) throws TableProblem {
        for (var name : table.values().keySet()) {
            var isSet = table.values().get(name).isEmpty() || SecretKeys.doUnlocked(() -> isSet(config, name));
            if (!isSet) {
                throw new TableProblem(table.line(name), name + NOT_SET);
            }
        }
    }

    private static boolean isSet(SmallRyeConfig config, String name) {
        try {
            return config.getConfigValue(name).getValue() != null;
        } catch (NoSuchElementException e) {
            return false;
        }
    }

    /** The message may hold a value, and so a key: only the setting's name and the kind of mistake are taken from it. */
    private static TableProblem problem(FileTable table, String message) {
        var setting = SETTING.matcher(message);
        var name = setting.find() ? setting.group() : "";
        return new TableProblem(table.line(name), (name + " " + kind(message, name)).strip());
    }

    private static String kind(String message, String name) {
        if (message.contains("SRCFG00014")) {
            return "is missing";
        }
        if (message.contains("SRCFG00050")) {
            return "is no setting";
        }
        if (message.contains("SRCFG00011")) {
            return NOT_SET.strip();
        }
        var constraint = !name.isEmpty() && message.startsWith(name);
        return constraint ? message.substring(name.length()).strip() : "has a value that cannot be read";
    }
}
