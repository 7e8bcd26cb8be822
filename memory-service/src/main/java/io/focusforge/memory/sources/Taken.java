package io.focusforge.memory.sources;

/** What came of fetching an item. */
sealed interface Taken {
    /**
     * It is in the file.
     *
     * @param name of the file
     * @param mediaType as its server says, or null; likewise {@code etag} and {@code lastModified}
     */
    record Fetched(String name, String mediaType, String etag, String lastModified) implements Taken {}

    record Unchanged() implements Taken {}

    /** It is not there any more. */
    record Gone() implements Taken {}

    /** The reason can be shown. */
    record Failed(String reason) implements Taken {}
}
