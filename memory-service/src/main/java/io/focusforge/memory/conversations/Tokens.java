package io.focusforge.memory.conversations;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts tokens as OpenAI's models do; for other models it is an estimate. The vocabulary is loaded when it is first needed. */
@ApplicationScoped
public class Tokens {
    private static final class Vocabulary {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }

    public int of(String text) {
        return Vocabulary.ENCODING.countTokensOrdinary(text);
    }
}
