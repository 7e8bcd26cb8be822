package io.focusforge.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.focusforge.common.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Holds a wire format against the file that says what it is. A change here is a change for every client. */
public final class Golden {
    private static final ObjectMapper JSON = json();

    private Golden() {}

    public static ObjectMapper json() {
        var mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        new StrictJson().customize(mapper);
        return mapper;
    }

    public static String file(String name) {
        try (var stream = Golden.class.getResourceAsStream("/golden/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value is written as the file says (byte for byte, apart from white space) and read back as itself. */
    public static <T> void assertWire(String name, T value, Class<T> type) throws IOException {
        var expected = file(name);
        assertThat(JSON.writeValueAsString(value))
                .isEqualTo(JSON.readTree(expected).toString());
        assertThat(JSON.readValue(expected, type)).isEqualTo(value);
    }
}
