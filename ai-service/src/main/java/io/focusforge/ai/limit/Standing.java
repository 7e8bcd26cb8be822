package io.focusforge.ai.limit;

import java.time.Duration;

/** How much of a limit is left, and after how long all of it is there again if nothing more is used. */
public record Standing(Rule rule, long remaining, Duration reset) {}
