package io.focusforge.memory.sources;

import io.focusforge.common.objects.ObjectStoreException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks at places, each as its kind needs it. What goes wrong there is an answer. */
@ApplicationScoped
class Kinds {
    private static final Logger LOG = Logger.getLogger(Kinds.class);
    private static final String BROKEN = "cannot be read at the moment";

    private final Map<Class<?>, Kind<?>> kinds;

    Kinds(@All List<Kind<?>> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toMap(Kind::place, Function.identity()));
    }

    void check(UUID tenant, Place place) {
        of(place).check(tenant, place);
    }

    Listing list(UUID tenant, Place place, int limit) throws InterruptedException {
        try {
            return of(place).list(tenant, place, limit);
        } catch (IOException | ObjectStoreException e) {
            LOG.warnf("A source cannot be listed: %s", e);
            return new Listing.Failed(BROKEN);
        }
    }

    Taken take(UUID tenant, Place place, Item item, Path file) throws InterruptedException {
        try {
            return of(place).take(tenant, place, item, file);
        } catch (IOException | ObjectStoreException e) {
            LOG.debugf("An item of a source cannot be read: %s", e);
            return new Taken.Failed(BROKEN);
        }
    }

    @SuppressWarnings("unchecked")
    private Kind<Place> of(Place place) {
        return (Kind<Place>) kinds.get(place.getClass());
    }
}
