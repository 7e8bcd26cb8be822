package io.focusforge.ai.guard;

import io.focusforge.ai.pii.Masker;
import io.focusforge.ai.pii.Masks;
import io.focusforge.ai.step.Step;
import io.focusforge.common.identity.Caller;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;

/** Masks the texts of a body as the caller's tenant wants it. */
@Singleton
public class PromptMasking {
    private final GuardBook book;
    private final Masker masker;

    PromptMasking(GuardBook book, Masker masker) {
        this.book = book;
        this.masker = masker;
    }

    /** @param body the same array when nothing was found */
    record Masked(byte[] body, Masks masks) {}

    /** A request that is answered by nothing in which something could be put back. */
    public Future<byte[]> body(Caller caller, byte[] body) {
        return of(caller)
                .compose(guardrails -> guardrails.mask() == Masking.OFF
                        ? Future.succeededFuture(body)
                        : mask(body, guardrails).map(Masked::body));
    }

    Future<Guardrails> of(Caller caller) {
        return book.of(caller.tenant());
    }

    /** Whoever recognizes personal data may wait for somebody else. */
    Future<Masked> mask(byte[] body, Guardrails guardrails) {
        return Step.elsewhere(() -> masked(body, guardrails));
    }

    private Masked masked(byte[] body, Guardrails guardrails) {
        var texts = PromptReader.texts(body).stream()
                .filter(text -> guardrails.roles().contains(text.role()))
                .toList();
        var masks = Masks.beside(texts.stream().map(PromptText::text).toList());
        var splice = new Splice(body);
        mask(texts, guardrails, masks, splice);
        return new Masked(splice.isEmpty() ? body : splice.bytes(), masks);
    }

    private void mask(List<PromptText> texts, Guardrails guardrails, Masks masks, Splice splice) {
        for (var text : texts) {
            var masked = masker.mask(text.text(), guardrails.kinds(), masks);
            if (!masked.equals(text.text())) {
                splice.text(text.span(), masked);
            }
        }
    }
}
