package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.definition.ChainReader;
import io.focusforge.orchestrator.definition.OtherChains;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the chains that are built in. One that is not right is an exception that names the file. */
final class ChainLoader {
    private static final Pattern FILE = Pattern.compile("([a-z0-9_]+)\\.v(\\d+)\\.yaml");

    private final Function<String, InputStream> files;

    /** @param files opens a file by its name below {@code chains/}; null when there is none */
    ChainLoader(Function<String, InputStream> files) {
        this.files = files;
    }

    List<Chain> all() {
        try {
            var names = new ObjectMapper().readValue(text("chains.json"), String[].class);
            return List.of(names).stream().map(this::load).toList();
        } catch (JsonProcessingException e) {
            throw broken("chains.json", e.getOriginalMessage());
        }
    }

    Chain load(String file) {
        var named = FILE.matcher(file);
        if (!named.matches()) {
            throw broken(file, "is not named <name>.v<version>.yaml");
        }
        try {
            var definition = ChainReader.read(text(file), OtherChains.NONE);
            if (!definition.name().equals(named.group(1))) {
                throw broken(file, "says that it is " + definition.name());
            }
            return new Chain(Integer.parseInt(named.group(2)), definition);
        } catch (ProblemException e) {
            throw broken(file, e.getMessage());
        }
    }

    private String text(String file) {
        try (var stream = files.apply(file)) {
            if (stream == null) {
                throw broken(file, "is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw broken(file, e.getMessage());
        }
    }

    private static IllegalStateException broken(String file, String why) {
        var line = String.valueOf(why).lines().findFirst().orElse("cannot be read");
        return new IllegalStateException("The chain file chains/%s is broken: %s".formatted(file, line));
    }
}
