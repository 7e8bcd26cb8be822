package io.focusforge.ai.chat;

import io.focusforge.ai.provider.ModelCatalog;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.telemetry.ModelMetrics;
import io.focusforge.ai.usage.TokenCounter;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Finds the chat model that a name means. */
@ApplicationScoped
public class ChatModels {
    /** The name of the model in process. */
    public static final String EXTRACTIVE = ExtractiveChat.MODEL;

    private final ModelCatalog catalog;
    private final Providers providers;
    private final ProviderChat.Accounts accounts;
    private final ChatModel extractive;

    ChatModels(
            ModelCatalog catalog,
            Providers providers,
            UsageLedger ledger,
            TokenCounter counter,
            ModelMetrics metrics,
            Clock clock) {
        this.catalog = catalog;
        this.providers = providers;
        this.accounts = new ProviderChat.Accounts(ledger, counter, metrics, clock);
        this.extractive = new ExtractiveChat(accounts);
    }

    ChatModel get(String name) {
        if (name.equals(EXTRACTIVE)) {
            return extractive;
        }
        var model = catalog.find(name)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.MODEL_NOT_FOUND,
                        "There is no such chat model here; GET /v1/models lists those that there are."));
        return new ProviderChat(providers.get(model.provider()), model, accounts);
    }
}
