package io.focusforge.ai.chat;

import io.focusforge.ai.telemetry.ModelMetrics;
import io.focusforge.ai.usage.TokenCounter;
import io.focusforge.ai.usage.UsageLedger;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Where calls are counted. */
@Singleton
record Accounts(UsageLedger ledger, TokenCounter counter, ModelMetrics metrics, Clock clock) {}
