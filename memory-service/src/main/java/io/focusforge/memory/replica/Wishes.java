package io.focusforge.memory.replica;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** What the client of a request must see, and what it has written. */
@RequestScoped
class Wishes {
    private Position wanted;
    private Position written;

    Optional<Position> wanted() {
        return Optional.ofNullable(wanted);
    }

    void want(Position position) {
        wanted = position;
    }

    Optional<Position> written() {
        return Optional.ofNullable(written);
    }

    void wrote(Position position) {
        written = written == null || written.isReachedBy(position) ? position : written;
    }
}
