package io.focusforge.memory.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.memory.vectors.SetState;
import io.focusforge.memory.vectors.VectorSet;
import java.time.Instant;

/**
 * A set of vectors.
 *
 * @param model absent where it is empty
 * @param embedded how many chunks the background has looked at since it began
 * @param chunks how many there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SetView(VectorSet name, SetState state, String model, long embedded, long chunks, Instant changedAt) {}
