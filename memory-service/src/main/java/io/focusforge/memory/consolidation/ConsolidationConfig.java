package io.focusforge.memory.consolidation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When memories are consolidated, what becomes of them. */
@ConfigMapping(prefix = "focusforge.memory.consolidation")
public interface ConsolidationConfig {
    /** A short-term memory that was of use so often is kept. */
    @WithDefault("3")
    @Min(1)
    int usedOften();

    /** A short-term memory of this importance is kept, used or not. */
    @WithDefault("0.8")
    @DecimalMin("0")
    @DecimalMax("1")
    double important();

    /** How near in meaning two memories must be to say the same: the cosine of their embeddings. */
    @WithDefault("0.97")
    @DecimalMin("0.8")
    @DecimalMax("1")
    double similarity();

    /** How many memories a step looks at. */
    @WithDefault("50")
    @Min(1)
    @Max(500)
    int batchSize();

    /** How long it is remembered what a run has come to. */
    @WithDefault("30D")
    Duration retention();
}
