package io.focusforge.orchestrator.grounding;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts tokens as OpenAI's models do; for other models it is an estimate. The vocabulary is loaded beside the start, since no question should wait for it. */
@ApplicationScoped
public class Tokens {
    /** What a message takes besides its text, in OpenAI's format of chats. */
    public static final int FRAME = 4;

    private static final class Vocabulary {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }

    void load(@Observes StartupEvent starting) {
        Thread.ofVirtual().name("vocabulary").start(() -> of("loaded"));
    }

    public int of(String text) {
        return Vocabulary.ENCODING.countTokensOrdinary(text);
    }
}
