package io.focusforge.memory.sources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** How places of a kind are looked at. */
interface Kind<P extends Place> {
    Class<P> place();

    /** @throws io.focusforge.common.problem.ProblemException when there can be no such source here */
    void check(UUID tenant, P place);

    /** @param limit the most entries */
    Listing list(UUID tenant, P place, int limit) throws IOException, InterruptedException;

    /** @param file is there, and takes the content */
    Taken take(UUID tenant, P place, Item item, Path file) throws IOException, InterruptedException;
}
