package io.focusforge.ai.usage;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import jakarta.inject.Singleton;

/** Counts tokens as OpenAI's models do; for other models it is an estimate. The vocabulary is loaded when it is first needed. */
@Singleton
public class TokenCounter {
    private volatile boolean loaded;

    private static final class Vocabulary {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }

    public long count(String text) {
        var count = Vocabulary.ENCODING.countTokensOrdinary(text);
        loaded = true;
        return count;
    }

    /** For who may go over a few bytes only: until the vocabulary is there, which takes a second to load, even the fewest are too many. */
    public int weight(int bytes) {
        return loaded ? bytes : Integer.MAX_VALUE;
    }
}
