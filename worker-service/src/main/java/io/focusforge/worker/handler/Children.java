package io.focusforge.worker.handler;

import java.util.Collections;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What has come of the jobs that this one waited for, in the order of the request; of a chain's step, the step before it comes
 * first. Nothing is read until it is asked for, and then a page at a time, so that a thousand children take little memory.
 */
public interface Children extends Iterable<ChildOutcome> {
    Children NONE = Collections::emptyIterator;

    default Stream<ChildOutcome> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
