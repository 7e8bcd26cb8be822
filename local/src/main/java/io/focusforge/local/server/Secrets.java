package io.focusforge.local.server;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Random passwords, made once and kept in a file that only its owner can read. */
final class Secrets {
    private static final int BYTES = 24;

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    Secrets(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            read();
        }
    }

    synchronized String get(String name) {
        var known = values.get(name);
        if (known != null) {
            return known;
        }
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        values.put(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Directories.write(file, asText());
        return values.get(name);
    }

    private String asText() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private void read() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new LocalFailure("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
    }
}
