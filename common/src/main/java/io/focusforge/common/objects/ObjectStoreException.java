package io.focusforge.common.objects;

/** The object store could not do what it was asked to; it may be able to later. */
public final class ObjectStoreException extends RuntimeException {
    public ObjectStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
