package io.focusforge.gateway.resource;

import io.focusforge.common.identity.Caller;
import java.util.UUID;

/**
 * Something that a request wants to exist.
 *
 * @param tenant whose it will be, which for an operator may be another than the caller's
 * @param collection path of the list that it joins
 * @param body the request as it was read
 * @param view the answer
 */
public record Creation<T>(Caller caller, UUID tenant, UUID id, String collection, Object body, T view) {
    /** A path, which is right behind any proxy. */
    String location() {
        return collection + "/" + id;
    }

    String operation() {
        return "POST " + collection;
    }
}
