package io.focusforge.worker.terms;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;

/** A duration in a request: whole seconds, or ISO 8601. */
public final class SecondsOrIso extends StdScalarDeserializer<Duration> {
    SecondsOrIso() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try {
            return parse(parser);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw JsonMappingException.from(
                    parser,
                    "not a duration",
                    new IllegalArgumentException("takes whole seconds, or an ISO 8601 duration such as PT1H30M"));
        }
    }

    private static Duration parse(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return Duration.ofSeconds(parser.getBigIntegerValue().longValueExact());
        }
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return Duration.parse(parser.getText());
        }
        throw new IllegalArgumentException("neither a number nor a string");
    }
}
